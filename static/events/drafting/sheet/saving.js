// What was typed goes to the server: 1.5 s after the last key and on leaving a cell, one request at a
// time. Without a connection it is repeated with growing pauses; the same request never writes twice.
import { announce, element } from "./elements.js";
import { cellOf, partOf, rowOf, sheet } from "./cells.js";
import { stateNow, tellState, toast } from "./bar.js";
import { askJson, base, newUid, Trouble } from "./wire.js";
import { drop, keep, OPENED } from "../../../js/kept.js";
import { signIn } from "../../../js/session.js";

const PAUSE = 1500;
const LONGEST = 30_000;
// What fails so often by itself doesn't keep the rest waiting.
const FAILURES = 3;
// By part: { part, uid, cells: { field: { text, base } } }.
const waiting = new Map();
// Rows and sections that the server doesn't know yet: by uid, a function that gives their place.
export const unsaved = new Map();
let flying = null;
let timer;
let again = 1000;
let delivering = false;

// Under this name the place of a new row or section is kept with its words.
export const NEW = "new";

export const placeOf = (part) => `${base()}#${keyOf(part)}`;

// The server has the words, or nobody wants them.
function letGo(part, fields) {
  drop(fields.map((field) => ({ place: placeOf(part), opened: OPENED, field })));
}

const keyOf = ({ part, uid }) => `${part} ${uid}`;

// Notes that a field was typed in; `base` is what it had when it was opened.
export function saveSoon(cell, field, text, before) {
  const target = partOf(cell);
  const key = keyOf(target);
  const entry = waiting.get(key) ?? { ...target, cells: {} };
  const sent = flying && keyOf(flying) === key ? flying.cells[field] : undefined;
  const known = entry.cells[field]?.base ?? sent?.text ?? before;
  if (text === known) {
    delete entry.cells[field];
    if (!sent) letGo(target, [field]);
  } else {
    entry.cells[field] = { text, base: known };
    keep(placeOf(target), field, text, known);
    if (unsaved.has(target.uid)) keep(placeOf(target), NEW, JSON.stringify(unsaved.get(target.uid)()), "");
  }
  if (Object.keys(entry.cells).length) waiting.set(key, entry);
  else waiting.delete(key);
  if (!waiting.size) {
    if (!flying && stateNow() === "saving") tellState("saved");
    return;
  }
  if (stateNow() === "saved") tellState("saving");
  clearTimeout(timer);
  timer = setTimeout(send, PAUSE);
}

export const isWaiting = () => Boolean(flying || waiting.size);

// Resolves when everything that was typed is on the server, or can't be for now.
export async function settled() {
  send();
  while (isWaiting() && stateNow() === "saving") await new Promise((next) => setTimeout(next, 30));
  return !isWaiting();
}

// Whether an action may be done now: not before what was typed is written. If that can't be, it is said.
export async function ready() {
  if (await settled()) return true;
  toast("Нет связи: действие не выполнено. Повторите его, когда набранное запишется.");
  return false;
}

// Sends what waits, a part at a time.
export async function send() {
  clearTimeout(timer);
  if (flying) return delivering ? undefined : deliver();
  const next = waiting.values().next().value;
  if (!next) return;
  waiting.delete(keyOf(next));
  flying = { key: newUid(), ...next };
  const place = unsaved.get(next.uid);
  if (place) flying.new = place();
  tellState("saving");
  await deliver();
}

async function deliver() {
  const sent = flying;
  delivering = true;
  try {
    const answer = await askJson("cells/", sent).finally(() => (delivering = false));
    flying = null;
    again = 1000;
    unsaved.delete(sent.uid);
    settle(sent, answer);
  } catch (trouble) {
    if (!(trouble instanceof Trouble)) throw trouble;
    if (trouble.status === 500) sent.failed = (sent.failed ?? 0) + 1;
    if (trouble.kind === "refused" || sent.failed > FAILURES) {
      flying = null;
      again = 1000;
      refuse(sent, trouble);
    } else {
      tellState(trouble.kind);
      if (trouble.kind === "signed-out") return void askToSignIn();
      timer = setTimeout(send, again);
      again = Math.min(again * 2, LONGEST);
      return;
    }
  }
  if (waiting.size) send();
}

const isUnsettled = () => Boolean(document.querySelector("#sheet [aria-invalid], #sheet .both"));

async function askToSignIn() {
  try {
    if (await signIn()) retry();
  } catch {
    tellState("offline");
    timer = setTimeout(send, again);
  }
}

// The connection or the session is back: what waits goes at once.
export function retry() {
  clearTimeout(timer);
  again = 1000;
  if (!isWaiting() && stateNow() !== "saved") tellState(isUnsettled() ? "conflict" : "saved");
  send();
}
addEventListener("online", retry);
document.addEventListener("portal:signed-out", () => tellState("signed-out"));

function settle(sent, answer) {
  const later = waiting.get(keyOf(sent));
  for (const [field, text] of Object.entries(answer.texts)) {
    if (field in answer.conflicts) continue;
    if (later?.cells[field]) later.cells[field].base = text;
    tellChoice(sent.uid, field, text);
  }
  for (const field of Object.keys(sent.cells)) markRight(sent, field);
  const written = Object.keys(answer.texts).filter((field) => !(field in answer.conflicts));
  letGo(sent, [NEW, ...written.filter((field) => !later?.cells[field])]);
  showNumbers(answer.numbers);
  if (answer.note) toast(answer.note);
  announce("sheet:written", { sent, answer });
  announce("sheet:saved", answer);
  if (Object.keys(answer.conflicts).length || isUnsettled()) tellState("conflict");
  else if (!waiting.size) tellState("saved", answer.saved_at);
}

function refuse(sent, { message, errors }) {
  for (const field of Object.keys(sent.cells)) {
    const words = (errors[field] ?? errors.__all__ ?? [message]).join(" ");
    if (errors[field] || !Object.keys(errors).some((one) => one in sent.cells)) markWrong(sent, field, words);
  }
  tellState("conflict");
}

export function cellFor({ part, uid }, field) {
  if (part === "heading") return sheet().querySelector(".title");
  if (part === "section") {
    const cells = [...sheet().querySelectorAll(`[data-section="${uid}"]`)];
    return cells.find(({ dataset }) => dataset.cell === field || (field === "heading" && dataset.cell === "direction"));
  }
  return cellOf(uid, field) ?? cellOf(uid, field === "term_choice" ? "term" : "event");
}

function markWrong(part, field, words) {
  const cell = cellFor(part, field);
  if (!cell) return;
  cell.setAttribute("aria-invalid", "true");
  cell.querySelector(".wrong")?.remove();
  cell.append(element("p", words, "wrong"));
}

function markRight(part, field) {
  const cell = cellFor(part, field);
  cell?.removeAttribute("aria-invalid");
  cell?.querySelector(".wrong")?.remove();
}

export function showNumbers(numbers) {
  for (const [uid, number] of Object.entries(numbers)) {
    const cell = cellOf(uid, "number");
    if (cell && !cell.matches(".open")) cell.replaceChildren(element("p", number));
    const link = rowOf(uid)?.querySelector(".tools > a");
    if (link) link.textContent = `Строка ${number}`;
  }
}

function tellChoice(uid, field, text) {
  const cell = field === "term_choice" ? cellOf(uid, "term") : null;
  if (cell) cell.dataset.choice = text;
}
