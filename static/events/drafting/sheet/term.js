// Under the term that is typed: how it is understood, and where it is in doubt, a choice.
import { element } from "./elements.js";
import { helpIn } from "./editor.js";
import { saveSoon, unsaved } from "./saving.js";
import { lineAt, sectionOf, uidOf } from "./rows.js";
import { base } from "./wire.js";

const PAUSE = 250;

export function readTerms() {
  helpIn("term", (field, cell) => {
    const said = element("div", "", "reading");
    said.setAttribute("aria-live", "polite");
    field.after(said);
    let timer;
    let asked = 0;
    const read = async () => {
      const mine = ++asked;
      const row = lineAt(cell);
      const words = new URLSearchParams({
        term: field.value.trim(), term_choice: cell.dataset.choice ?? "", section: row ? sectionOf(row) : "",
      });
      const answer = await fetch(`${base()}term/?${words}`).catch(() => null);
      if (mine !== asked || !answer?.ok || answer.redirected) return;
      said.innerHTML = await answer.text();
      if (row && !unsaved.has(uidOf(row))) said.append(chooser(uidOf(row)));
    };
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(read, PAUSE);
    };
    said.addEventListener("change", ({ target }) => {
      saveSoon(cell, "term_choice", target.value, cell.dataset.choice ?? "");
      cell.dataset.choice = target.value;
      soon();
    });
    field.addEventListener("input", soon);
    read();
    return () => {
      clearTimeout(timer);
      asked += 1;
      field.removeEventListener("input", soon);
      said.remove();
    };
  });
}

// The term may be put together from days and months in the form of the row.
function chooser(uid) {
  const link = element("a", "Подобрать срок");
  link.href = `${base()}rows/${uid}/#term-part`;
  return link;
}
