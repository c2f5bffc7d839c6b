// The sheet as the server has it now: only what differs is put into the page, and what is being
// typed stays where it is.
import { announce } from "./elements.js";
import { tellTrouble } from "./bar.js";
import { firstCell, nameCells, rowOf, sheet } from "./cells.js";
import { openedCell } from "./editor.js";
import { beGrid, currentCell, focusCell } from "./grid.js";
import { isWaiting, unsaved } from "./saving.js";
import { ask } from "./wire.js";

// What only the page knows.
const OURS = new Set(["tabindex", "role", "aria-selected", "aria-invalid", "style"]);
let revision = Number(document.querySelector("[data-plan]")?.dataset.revision);
let asked = 0;

export const revisionShown = () => revision;

// An answer to what was done here: one revision more, unless somebody else has written meanwhile.
export function noteRevision({ revision: now, undo }) {
  if (now > revision + (undo ? 1 : 0)) return announce("sheet:stale");
  revision = now;
}

// Fetches the sheet and draws what has changed; `at` is the row that gets the focus.
export async function redraw({ at = "", section = "" } = {}) {
  const mine = ++asked;
  const answer = await ask("sheet/").catch(tellTrouble);
  // The next pulse asks again.
  if (!answer) return void (revision = 0);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (mine !== asked) return;
  const fresh = page.getElementById("sheet");
  if ((isWaiting() && !openedCell()) || isMissed(fresh)) {
    // Drawn by the pulse, when what was typed meanwhile is written.
    revision = 0;
    return;
  }
  revision = Number(answer.headers.get("X-Revision"));
  const cell = currentCell();
  const [row, role] = [cell?.dataset.row ?? cell?.dataset.section, cell?.dataset.cell];
  const hadFocus = sheet().contains(document.activeElement);
  const lines = [...sheet().querySelectorAll("tr.paper-row[id], tr.foot")];
  const line = lines.indexOf(cell?.closest("tr"));
  nameCells(fresh);
  keepTyped(fresh);
  patch(sheet(), fresh);
  beGrid();
  const place = at && rowOf(at) ? firstCell(rowOf(at)) : null;
  const added = section ? sheet().querySelector(`#at-${section} [data-add-row]`) : null;
  const same = row && sheet().querySelector(`:is([data-row="${row}"], [data-section="${row}"])[data-cell="${role}"]`);
  if (openedCell()) return;
  if (place ?? added) focusCell(place ?? added);
  else if (!hadFocus || sheet().contains(document.activeElement)) return;
  else if (same) focusCell(same);
  else {
    // The row is gone: the focus goes to the one above it.
    const near = [...lines.slice(0, line + 1).reverse(), ...lines.slice(line + 1)].find((one) => one.isConnected);
    focusCell(near && (firstCell(near) ?? near.querySelector("[data-add-row]")));
  }
}

// Whether a section stands on the page, with rows that are being typed, which the answer doesn't know yet.
const isMissed = (fresh) =>
  [...unsaved.keys()].some((uid) => {
    const own = `[data-section="${uid}"]`;
    return sheet().querySelector(own) && !fresh.querySelector(own);
  });

// Puts the row that is typed in, and rows that the server doesn't know yet, into the fresh sheet.
function keepTyped(fresh) {
  const unsettled = sheet().querySelectorAll("[data-cell].open, [data-cell]:has(> .both, > .wrong)");
  for (const cell of unsettled) cell.dataset.kept = "";
  for (const uid of unsaved.keys()) {
    const row = rowOf(uid);
    if (!row || fresh.querySelector(`#at-${uid}`)) continue;
    let above = row.previousElementSibling;
    while (above && !above.matches("[id], .band")) above = above.previousElementSibling;
    let below = row.nextElementSibling;
    while (below && !below.matches(".foot")) below = below.nextElementSibling;
    const beside = above?.id && fresh.querySelector(`#${above.id}`);
    const foot = below && fresh.querySelector(`#${below.id}`);
    if (beside) beside.after(row.cloneNode(true));
    else foot?.before(row.cloneNode(true));
  }
}

// Makes the old like the fresh, child by child; equal ones and the open cell are left in peace.
function patch(old, fresh) {
  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  for (const name of old.getAttributeNames()) {
    if (!fresh.hasAttribute(name) && !OURS.has(name)) old.removeAttribute(name);
  }
  const named = new Map([...old.children].filter((one) => one.id).map((one) => [one.id, one]));
  const wanted = [...fresh.childNodes];
  let at = old.firstChild;
  for (const one of wanted) {
    let match = one.id ? named.get(one.id) : at;
    if (match && (match.nodeType !== one.nodeType || match.nodeName !== one.nodeName || (match.id ?? "") !== (one.id ?? ""))) match = null;
    if (!match) {
      old.insertBefore(document.importNode(one, true), at);
      continue;
    }
    if (match !== at) old.insertBefore(match, at);
    else at = at.nextSibling;
    if (match.nodeType !== Node.ELEMENT_NODE) {
      if (match.data !== one.data) match.data = one.data;
    } else if (match.dataset.kept !== undefined) delete match.dataset.kept;
    else if (!match.isEqualNode(one)) patch(match, one);
  }
  while (at) {
    const next = at.nextSibling;
    at.remove();
    at = next;
  }
}
