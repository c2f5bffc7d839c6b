// Rows and sections: new ones, several at once, and where they stand.
import { announce, element } from "./elements.js";
import { firstCell, sheet } from "./cells.js";
import { say, tellTrouble, toast } from "./bar.js";
import { close, open } from "./editor.js";
import { currentCell, focusCell, lineOf } from "./grid.js";
import { ready, showNumbers, unsaved } from "./saving.js";
import { undo } from "./undo.js";
import { askJson, newUid } from "./wire.js";

export const uidOf = (row) => row.id.slice(3);
const footAfter = (row) => following(row, "tr.foot");
export const sectionOf = (row) => uidOf(row.matches(".foot") ? row : footAfter(row));
export const selectedRows = () => [...sheet().querySelectorAll("tr[aria-selected=true]")];

function following(row, selector) {
  let one = row.nextElementSibling;
  while (one && !one.matches(selector)) one = one.nextElementSibling;
  return one;
}

// The rows of a section: those above its foot.
export function rowsIn(uid) {
  const rows = [];
  let one = document.getElementById(`at-${uid}`)?.previousElementSibling;
  for (; one?.matches(".paper-row, .paste-strip"); one = one.previousElementSibling) {
    if (one.matches(".paper-row[id]")) rows.push(one);
  }
  return rows.reverse();
}

// A new row under this one (or last in a section, given its foot), its first text cell open.
// The server hears of it when something is typed.
export function newRow(beside, { meeting = false, uid = newUid() } = {}) {
  close();
  const foot = beside.matches(".foot") ? beside : footAfter(beside);
  const table = foot.closest("table");
  const row = element("tr", "", "paper-row");
  row.id = `at-${uid}`;
  const own = rowsIn(uidOf(foot));
  const blank = foot.previousElementSibling?.matches("tr.paper-row:not([id])") ? foot.previousElementSibling : null;
  const merged = (blank ?? own[0])?.querySelector("[data-cell=direction][data-section]");
  for (const head of table.tHead.rows[0].cells) {
    const role = head.dataset.role;
    if (role === "direction" && merged) {
      if (blank) row.append(merged);
      continue;
    }
    const cell = element(role === "event" ? "th" : "td", "", role ? "" : "tools");
    if (role) Object.assign(cell.dataset, { row: uid, cell: role });
    if (role === "event") cell.scope = "row";
    row.append(cell);
  }
  if (blank) blank.replaceWith(row);
  else if (beside === foot) foot.before(row);
  else beside.after(row);
  if (merged && !blank) merged.rowSpan += 1;
  unsaved.set(uid, () => ({ section: sectionOf(row), after: savedAbove(row), meeting }));
  say(meeting ? "Новое заседание" : "Новая строка");
  return open(row.querySelector("[data-row]:not([data-cell=number])"));
}

function savedAbove(row) {
  const above = rowsIn(sectionOf(row));
  const saved = above.slice(0, above.indexOf(row)).filter((one) => !unsaved.has(uidOf(one)));
  return saved.length ? uidOf(saved.at(-1)) : "";
}

// A new row that was left without a word is not wanted.
export function dropEmpty(row) {
  if (!row?.isConnected || !row.id || !unsaved.has(uidOf(row))) return;
  if ([...row.querySelectorAll("[data-row]")].some((cell) => cell.textContent.trim() || cell.matches(".open"))) return;
  unsaved.delete(uidOf(row));
  const foot = footAfter(row);
  const hadFocus = row.contains(document.activeElement);
  const merged = rowsIn(sectionOf(row))[0]?.querySelector("[data-cell=direction][data-section]");
  if (row.querySelector("[data-section]")) announce("sheet:stale");
  else if (merged) merged.rowSpan -= 1;
  row.remove();
  if (hadFocus) focusCell(foot.querySelector("[data-add-row]"));
}

// A new section after this one: its heading is typed first, in a line of its own.
export function newSection(foot, { uid = newUid() } = {}) {
  close();
  const heading = element("h2");
  Object.assign(heading.dataset, { section: uid, cell: "heading" });
  const table = foot?.closest("table");
  const width = table && table.tHead.rows[0].cells.length - 1;
  // Rows are typed into it at once; only a merged direction comes with the answer.
  const isMerged = table?.querySelector("[data-cell=direction][data-section]");
  if (table && !isMerged && !table.querySelector("tr.band") && headingOver(table)) {
    table.after(heading);
    heading.after(newTable(table, newFoot(uid, width)));
  } else if (table) {
    const band = element("tr", "", "band");
    const cell = element("th");
    cell.colSpan = width;
    Object.assign(cell.dataset, heading.dataset);
    band.append(cell);
    foot.after(band);
    if (!isMerged && table.querySelectorAll("tr.band").length > 1) band.after(newFoot(uid, width));
  } else if (foot) foot.after(heading);
  else sheet().append(heading);
  unsaved.set(uid, () => ({ after: foot ? uidOf(foot) : "", parent: foot?.dataset.parent ?? "" }));
  say("Новый раздел");
  const cell = sheet().querySelector(`[data-section="${uid}"]`);
  const done = () => {
    const written = ({ detail: { sent } }) => {
      if (sent.uid !== uid) return;
      document.removeEventListener("sheet:written", written);
      announce("sheet:stale", { section: uid });
    };
    if (cell.textContent.trim()) return document.addEventListener("sheet:written", written);
    unsaved.delete(uid);
    document.getElementById(`at-${uid}`)?.remove();
    (cell.closest("tr") ?? cell).remove();
    announce("sheet:stale", { section: uid });
  };
  cell.addEventListener("sheet:closed", done, { once: true });
  return open(cell);
}

// The heading of a section that has a table of its own.
function headingOver(table) {
  let above = table.previousElementSibling;
  if (above?.matches("[data-cell=lead_in]")) above = above.previousElementSibling;
  return above?.matches("h2[data-cell=heading]");
}

// A table like this one, with the foot of its section and no rows.
function newTable(table, foot) {
  const made = table.cloneNode(false);
  const body = element("tbody");
  body.append(foot);
  made.append(...[...table.children].filter((one) => !one.matches("tbody")).map((one) => one.cloneNode(true)), body);
  return made;
}

function newFoot(uid, width) {
  const foot = element("tr", "", "foot");
  foot.id = `at-${uid}`;
  const cell = element("td");
  cell.colSpan = width;
  const link = element("a", "+ Строка");
  Object.assign(link, { href: `#at-${uid}`, tabIndex: -1 });
  link.dataset.addRow = uid;
  cell.append(link);
  foot.append(cell, element("td", "", "tools"));
  return foot;
}

// Does an action on rows and shows what came of it; `numbers` that moved are in the answer.
// One after the other, however fast the keys are pressed.
let last = Promise.resolve();
export function act(...action) {
  const next = () => done(...action);
  return (last = last.then(next, next));
}

async function done(path, sent, { words = "", stale = false } = {}) {
  close();
  if (!(await ready())) {
    announce("sheet:stale");
    return null;
  }
  try {
    const answer = await askJson(path, { key: newUid(), ...sent });
    showNumbers(answer.numbers ?? {});
    if (words) toast(words, answer.undo ? undo : null);
    say(words || answer.words);
    if (stale || sheet().querySelector("[rowspan]")) {
      announce("sheet:stale", { at: answer.at });
    }
    announce("sheet:saved", answer);
    return answer;
  } catch (trouble) {
    tellTrouble(trouble);
    announce("sheet:stale");
    return null;
  }
}

const uidsOf = (rows) => rows.map(uidOf);

// Moves rows up or down by one, also over the border of a section.
export async function moveRows(rows, up) {
  const [first, last] = [rows[0], rows.at(-1)];
  const all = [...sheet().querySelectorAll("tr.paper-row[id], tr.foot:has([data-add-row])")];
  const next = all[all.indexOf(up ? first : last) + (up ? -1 : 1)];
  if (!next) return say(up ? "Выше некуда." : "Ниже некуда.");
  const focused = currentCell();
  if (up) next.before(...rows);
  else if (next.matches(".foot")) {
    const below = all[all.indexOf(next) + 1];
    const section = below && (below.matches(".foot") ? below : footAfter(below));
    if (!section) return say("Ниже некуда.");
    below.before(...rows);
  } else next.after(...rows);
  if (focused) focusCell(focused);
  await placed(rows);
}

// Writes where the rows stand now on the page.
export async function placed(rows) {
  const section = sectionOf(rows[0]);
  const after = savedAbove(rows[0]);
  const stale = rows[0].closest("table").querySelector("[rowspan], [data-cell=direction][data-section]");
  const moved = await act("rows/move/", { rows: uidsOf(rows), section, after }, { stale: Boolean(stale) });
  if (moved) {
    const place = rowsIn(section).indexOf(rows[0]) + 1;
    say(`Строка теперь ${place}-я в разделе.`);
  }
}

export async function transferRows(rows, section) {
  const last = rowsIn(section).at(-1);
  const sent = { rows: uidsOf(rows), section, after: last ? uidOf(last) : "" };
  await act("rows/move/", sent, { words: "Перенесено в другой раздел.", stale: true });
}

export async function deleteRows(rows) {
  const all = [...sheet().querySelectorAll("tr.paper-row[id]")];
  const next = all[all.indexOf(rows.at(-1)) + 1] ?? all[all.indexOf(rows[0]) - 1];
  const words = rows.length > 1 ? `Удалено строк: ${rows.length}.` : "Строка удалена.";
  close();
  // What is on its way is written first, or the row would come back with it.
  if (!(await ready())) return;
  const known = rows.filter((row) => !unsaved.delete(uidOf(row)));
  if (known.length && !(await act("rows/delete/", { rows: uidsOf(known) }, { words }))) return;
  for (const row of rows) row.remove();
  if (next?.isConnected) focusCell(firstCell(next));
}

export const copyRows = (rows) => act("rows/copy/", { rows: uidsOf(rows) }, { words: "Скопировано.", stale: true });

export const fillRows = (rows, field, text) =>
  act("rows/fill/", { rows: uidsOf(rows), field, text }, { words: `Записано в строки: ${rows.length}.`, stale: true });

// The rows that an action is about: those selected, else the one with the focus.
export function rowsMeant() {
  const several = selectedRows();
  const own = currentCell()?.closest("tr.paper-row[id]");
  return several.length ? several : own ? [own] : [];
}

export function select(row, on = row.getAttribute("aria-selected") !== "true") {
  if (on) row.setAttribute("aria-selected", "true");
  else row.removeAttribute("aria-selected");
  announce("sheet:selected");
}

export function selectNone() {
  for (const row of selectedRows()) row.removeAttribute("aria-selected");
  announce("sheet:selected");
}

export const lineAt = (cell) => lineOf(cell)?.closest("tr.paper-row[id]") ?? null;
