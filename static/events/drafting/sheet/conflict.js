// Somebody else has written another text into the same cell: both are shown, and one is chosen.
import { announce, button, element } from "./elements.js";
import { close, fieldIn, openedCell, rebase } from "./editor.js";
import { cellFor, saveSoon, send } from "./saving.js";
import { tellState } from "./bar.js";

export function tieConflicts() {
  document.addEventListener("sheet:written", ({ detail: { sent, answer } }) => {
    for (const [field, mine] of Object.entries(answer.conflicts)) {
      showConflict(sent, field, mine, answer.texts[field]);
    }
  });
}

function showConflict(part, field, mine, theirs) {
  const cell = cellFor(part, field);
  if (!cell) return;
  if (openedCell() === cell) {
    const typing = fieldIn(cell, field);
    if (typing) {
      [mine, typing.value] = [typing.value, theirs];
      rebase(part, { [field]: theirs });
    }
    close();
  }
  cell.querySelector(".both")?.remove();
  const box = element("div", "", "both");
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", "В этой ячейке записали другое");
  box.append(
    element("p", "Пока вы правили, здесь записали другое.", "both-told"),
    element("p", "Записано:", "both-name"),
    marked(theirs, mine),
    element("p", "Ваше:", "both-name"),
    marked(mine, theirs),
    choice("Оставить записанное", theirs),
    choice("Записать моё", mine),
  );
  cell.append(box);
  box.querySelector("button").focus();

  function choice(words, text) {
    return button(words, "btn btn-sm btn-outline-primary", () => {
      box.remove();
      tellState("saved");
      if (text === theirs) announce("sheet:stale");
      else saveSoon(cell, field, text, theirs);
      send();
      cell.focus();
    });
  }
}

// The text with the words marked that the other doesn't have.
function marked(text, other) {
  const known = new Set(other.split(/\s+/));
  const line = element("p", "", "both-text");
  for (const [place, word] of text.split(/\s+/).entries()) {
    if (place) line.append(" ");
    line.append(known.has(word) ? word : element("mark", word));
  }
  if (!text) line.textContent = "(пусто)";
  return line;
}
