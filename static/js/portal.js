// What every page starts: one small module for each manner of the page.
import { question } from "./confirm.js";
import { guardForms, keepOneTimeKeys } from "./forms.js";
import { holdWhatIsReplaced } from "./hold.js";
import { tieHtmx } from "./htmx.js";
import { keepForms, signingOut } from "./kept_forms.js";
import { offerKeys } from "./keys.js";
import { tieMenus } from "./menu.js";
import { sameSession } from "./session.js";

tieMenus();
keepOneTimeKeys();
guardForms(question, sameSession, signingOut);
offerKeys(document);
keepForms();
tieHtmx();
holdWhatIsReplaced();
