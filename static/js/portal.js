// What every page starts: one small module for each manner of the page.
import { question } from "./confirm.js";
import { tieHtmx } from "./htmx.js";
import { tieMenus } from "./menu.js";
import { guardForms } from "./forms.js";
import { holdWhatIsReplaced } from "./hold.js";

tieMenus();
guardForms(question);
tieHtmx();
holdWhatIsReplaced();
