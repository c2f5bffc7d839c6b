// Rows from Word, Excel or a page: pasted at a row, a section or an empty plan, they are looked through
// in place, and one Enter inserts them. In an open cell a paste is words, as ever.
import { announce, element } from "./elements.js";
import { firstCell, sheet } from "./cells.js";
import { tellTrouble, toast } from "./bar.js";
import { close, open, openedCell, put } from "./editor.js";
import { currentCell, focusCell } from "./grid.js";
import { dropEmpty, lineAt, sectionOf, uidOf } from "./rows.js";
import { ready, unsaved } from "./saving.js";
import { undo } from "./undo.js";
import { ask, askJson } from "./wire.js";

export function tiePaste() {
  document.addEventListener("paste", (event) => {
    if (event.defaultPrevented || event.target.closest?.("dialog, input, textarea:not([data-editing])")) return;
    const clip = read(event.clipboardData);
    const cell = openedCell() ?? currentCell();
    if (openedCell()) {
      const line = lineAt(cell);
      const isBlank = line && unsaved.has(uidOf(line)) && !event.target.value;
      if (!(clip.isTable && isBlank)) return asWords(event, clip);
    } else if (event.target !== document.body && !event.target.closest?.("#sheet, .plan-page")) return;
    if (!clip.text.trim()) return;
    event.preventDefault();
    if (!clip.isTable && cell?.dataset.row && !clip.text.trim().includes("\n")) put(open(cell), clip.text.trim());
    else look(clip, cell);
  });
}

function read(clipboard) {
  const text = clipboard?.getData("text/plain") ?? "";
  const markup = clipboard?.getData("text/html") ?? "";
  const cells = new DOMParser().parseFromString(markup, "text/html").querySelectorAll("td, th").length;
  return { text, markup: cells ? markup : "", isTable: cells > 1 || text.includes("\t") };
}

// Cells that are pasted into a field become lines of it.
function asWords(event, { text }) {
  if (!text.includes("\t")) return;
  event.preventDefault();
  put(event.target, text.replace(/\t+/g, "\n"));
  toast("Вставлено словами. Чтобы вставить строками, нажмите Esc и снова Ctrl+V.");
}

// Where the rows go: after a row, into a section, or into the plan.
function placeOf(cell) {
  const line = cell && lineAt(cell);
  if (line) {
    const section = sectionOf(line);
    let above = line;
    while (above && unsaved.has(uidOf(above))) above = above.previousElementSibling;
    const after = above?.matches("tr.paper-row[id]") ? uidOf(above) : "";
    return { path: `sections/${section}/paste/`, after, beside: above ?? line };
  }
  const section = cell?.dataset.section ?? cell?.dataset.addRow;
  const foot = section && document.getElementById(`at-${section}`);
  if (foot?.matches("tr.foot")) return { path: `sections/${section}/paste/`, after: "", beside: foot };
  return { path: "paste/", after: "", beside: null };
}

async function look({ text, markup }, cell) {
  const { path, after, beside } = placeOf(cell);
  close();
  if (cell && lineAt(cell)) dropEmpty(lineAt(cell));
  if (!(await ready())) return;
  const words = new FormData();
  for (const [name, value] of Object.entries({ text, markup, after })) words.append(name, value);
  try {
    const answer = await ask(path, words);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    show(document.importNode(page.getElementById("paste-preview"), true), beside, cell);
  } catch (trouble) {
    tellTrouble(trouble);
  }
}

function show(preview, beside, cell) {
  document.querySelector(".paste-strip")?.remove();
  let strip = element("div", "", "paste-strip");
  if (beside) {
    strip = element("tr", "", "paste-strip");
    const wide = element("td");
    wide.colSpan = beside.closest("table").tHead.rows[0].cells.length;
    wide.append(preview);
    strip.append(wide);
    beside.after(strip);
  } else {
    strip.append(preview);
    sheet().append(strip);
  }
  const end = () => {
    strip.remove();
    // A new row without a word is gone by now.
    focusCell(cell?.isConnected ? cell : beside && (firstCell(beside) ?? beside.querySelector("[data-add-row]")));
  };
  preview.addEventListener("submit", (event) => {
    event.preventDefault();
    const drops = event.submitter?.matches("[data-paste-drop]");
    answer(event.submitter?.getAttribute("formaction") || event.target.getAttribute("action"), drops, end);
  });
  preview.addEventListener("click", ({ target }) => target.closest("[data-paste-close]") && end());
  preview.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    (preview.querySelector("[data-paste-drop], [data-paste-close]") ?? preview).click();
  });
  preview.scrollIntoView({ block: "nearest" });
  (preview.querySelector("[data-paste-insert], [data-paste-close]") ?? preview).focus();
}

async function answer(address, drops, end) {
  try {
    if (drops) {
      await ask(address, {});
      return end();
    }
    const done = await askJson(address, {});
    end();
    announce("sheet:saved", done);
    toast(done.words, done.undo ? undo : null);
    announce("sheet:stale", { at: done.uids[0] });
  } catch (trouble) {
    tellTrouble(trouble);
  }
}
