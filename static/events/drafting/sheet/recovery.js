// Words that a crash, a closed tab or a lost session has left in this browser are offered again.
import { button, element } from "./elements.js";
import { drawTexts, rowOf, textsOf } from "./cells.js";
import { close, put } from "./editor.js";
import { newRow, newSection } from "./rows.js";
import { cellFor, NEW, saveSoon, send } from "./saving.js";
import { base } from "./wire.js";
import { drop, OPENED, waiting } from "../../../js/kept.js";

export async function offerKept() {
  const mine = (await waiting()).filter(({ place, opened }) => opened !== OPENED && place.startsWith(`${base()}#`));
  const stale = mine.filter((one) => one.field !== NEW && textNow(one) === one.text);
  await drop(stale);
  const found = mine.filter((one) => !stale.includes(one));
  const typed = found.filter((one) => one.field !== NEW);
  if (!typed.length) return drop(found);
  const at = new Date(Math.max(...typed.map((one) => one.at)));
  const time = at.toLocaleTimeString("ru", { hour: "2-digit", minute: "2-digit" });
  const strip = element("div", "", "kept-words");
  strip.setAttribute("role", "status");
  strip.append(element("p", `Нашлось несохранённое от ${time}:`));
  for (const { text } of typed) strip.append(element("p", text.slice(0, 200), "kept-text"));
  strip.append(
    button("Вставить", "btn btn-sm btn-primary", () => (strip.remove(), putBack(found))),
    button("Убрать", "btn btn-sm btn-link", () => (strip.remove(), drop(found))),
  );
  document.getElementById("plan-bar").after(strip);
}

function partOf({ place }) {
  const [part, uid = ""] = place.split("#")[1].split(" ");
  return { part, uid };
}

function textNow(one) {
  const cell = cellFor(partOf(one), one.field);
  return cell && textsOf(cell).get(one.field);
}

// Puts the words into their cells; the server tells where somebody has written another text since.
async function putBack(found) {
  const left = new Set();
  for (const one of found.filter(({ field }) => field === NEW)) {
    const heading = found.find(({ place, field }) => place === one.place && field === "heading");
    addPart(partOf(one), JSON.parse(one.text), heading?.text);
    close();
  }
  for (const one of found.filter(({ field }) => field !== NEW)) {
    const cell = cellFor(partOf(one), one.field);
    if (!cell) {
      left.add(one);
      continue;
    }
    const texts = textsOf(cell);
    texts.set(one.field, one.text);
    drawTexts(cell, texts);
    saveSoon(cell, one.field, one.text, one.base);
  }
  send();
  await drop(found.filter((one) => !left.has(one)));
  if (left.size) tellLeft([...left]);
}

function addPart({ part, uid }, { section, after, meeting }, heading = "") {
  // A new section without a heading is not wanted: it is typed before the cell is closed.
  if (part === "section") put(newSection(document.getElementById(`at-${after}`), { uid }), heading);
  else if (!rowOf(uid)) {
    const beside = (after && rowOf(after)) || document.getElementById(`at-${section}`);
    if (beside?.matches("tr")) newRow(beside, { meeting, uid });
  }
}

// The row is gone: the words stay in view until they are put away.
function tellLeft(words) {
  const strip = element("div", "", "kept-words");
  strip.append(element("p", "Этих строк в плане уже нет. Скопируйте, что нужно:"));
  for (const { text } of words) strip.append(element("p", text, "kept-text"));
  strip.append(button("Убрать", "btn btn-sm btn-link", () => (strip.remove(), drop(words))));
  document.getElementById("plan-bar").after(strip);
}
