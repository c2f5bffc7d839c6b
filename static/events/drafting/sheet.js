// The plan's page for its authors: the sheet is the editor. Each part of it is a module of its own;
// without JavaScript the forms of rows and sections serve all of it.
import { announce } from "./sheet/elements.js";
import { tieBar } from "./sheet/bar.js";
import { firstCell, sheet } from "./sheet/cells.js";
import { beGrid, currentCell, focusCell } from "./sheet/grid.js";
import { tieConflicts } from "./sheet/conflict.js";
import { close, openedCell } from "./sheet/editor.js";
import { tieClicks, tieKeys } from "./sheet/keys.js";
import { proposeNames } from "./sheet/names.js";
import { tiePaste } from "./sheet/paste.js";
import { startPulse } from "./sheet/pulse.js";
import { noteRevision, redraw } from "./sheet/redraw.js";
import { isWaiting, send, settled } from "./sheet/saving.js";
import { tieSections } from "./sheet/sections.js";
import { offerKept } from "./sheet/recovery.js";
import { readTerms } from "./sheet/term.js";
import { tieTools } from "./sheet/tools.js";
import { redo, tieUndo, undo } from "./sheet/undo.js";
import { showFindings } from "./sheet/findings.js";

if (document.querySelector("form#sheet")) {
  document.documentElement.classList.add("scripted");
  beGrid();
  tieBar();
  tieKeys();
  tieClicks();
  tiePaste();
  tieTools();
  tieSections();
  proposeNames();
  readTerms();
  showFindings();
  tieUndo();
  tieConflicts();
  startPulse();
  offerKept();
  // A row that the address names is where one goes on; the browser drops the focus as it goes there.
  addEventListener("load", () => requestAnimationFrame(() => {
    const named = location.hash.startsWith("#at-") && document.getElementById(location.hash.slice(1));
    if (named && named.matches("tr.paper-row")) focusCell(firstCell(named), { scroll: false });
  }));
  // A plan without rows is typed at once.
  if (!sheet().querySelector("tr.paper-row[id]") && !location.hash) focusCell(currentCell(), { scroll: false });
  document.getElementById("undo").addEventListener("click", undo);
  document.getElementById("redo").addEventListener("click", redo);
  document.addEventListener("sheet:stale", async ({ detail }) => {
    await redraw(detail ?? {});
    announce("sheet:drawn");
  });
  document.addEventListener("sheet:saved", ({ detail }) => noteRevision(detail));
  addEventListener("pagehide", () => close());
  document.addEventListener("visibilitychange", () => document.hidden && send());
  // A link that is followed right after typing waits until all is written.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]:not([download], [target])");
    if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (openedCell()) close();
    if (!isWaiting() || link.getAttribute("href").startsWith("#")) return;
    event.preventDefault();
    settled().then(() => location.assign(link.href));
  });
  addEventListener("beforeunload", (event) => {
    if (openedCell()) close();
    if (isWaiting()) event.preventDefault();
  });
}
