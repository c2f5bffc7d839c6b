// A cell is opened into fields in place, in the paper's own type, and closed again.
import { announce, element } from "./elements.js";
import { cellOf, drawTexts, mainField, partOf, textsOf } from "./cells.js";
import { focusCell, setStop } from "./grid.js";
import { saveSoon, send, settled } from "./saving.js";

const NAMES = {
  title: "Мероприятие",
  lead_in: "Слова перед мероприятием",
  description: "Пояснение",
  agenda: "Повестка: вопрос на строку",
  events: "Части: каждая с новой строки, срок в скобках",
  direction: "Направление",
  heading: "Заголовок раздела",
  paragraphs: "Пункты: каждый с новой строки",
  number: "Номер",
  term: "Срок",
  place: "Место",
  form: "Форма проведения",
  audience: "Участники",
  responsible: "Ответственные: каждый с новой строки",
  result: "Результат",
  note: "Примечание",
};
// What helps in a field while it has the focus: names are proposed, a term is read.
const helpers = {};
let opened = null;
// How long the text was when the height of its field was given.
const heights = new WeakMap();

export const openedCell = () => (opened?.cell.isConnected ? opened.cell : null);

// A helper is called with the field when it gets the focus, and gives what is called when it is left.
export function helpIn(field, helper) {
  helpers[field] = helper;
}

// Opens the cell; `field` is the one that gets the focus, `add` one that is not in the cell yet.
export function open(cell, { field = mainField(cell), add = "" } = {}) {
  if (opened?.cell === cell) return focusField(add || field);
  close();
  if (cell.dataset.step) return settled().then(() => location.assign(`steps/${cell.dataset.step}/`));
  const texts = textsOf(cell);
  const bases = new Map(texts);
  if (add && !texts.has(add)) texts.set(add, "");
  if (add) bases.set(add, bases.get(add) ?? "");
  const was = document.createDocumentFragment();
  was.append(...cell.childNodes);
  const typing = element("div", "", "typing");
  for (const [name, text] of texts) typing.append(...fieldsFor(cell, name, text, texts.size > 1));
  cell.append(typing);
  cell.classList.add("open");
  typing.querySelectorAll("textarea").forEach(grow);
  cell.removeAttribute("aria-invalid");
  opened = { cell, was, bases, first: new Map(bases) };
  setStop(cell);
  const main = focusField(texts.has(add || field) ? add || field : mainField(cell));
  main.setSelectionRange(main.value.length, main.value.length);
  cell.scrollIntoView({ block: "nearest" });
  return main;
}

// Closes the open cell: what was typed is drawn and written, or with `keep: false` put back.
export function close({ keep = true, focus = false } = {}) {
  if (!opened) return;
  const { cell, was, bases, first } = opened;
  const texts = keep ? typedTexts(cell) : first;
  leaveField(cell.querySelector("[data-editing]"));
  opened = null;
  cell.classList.remove("open");
  cell.replaceChildren(was);
  if ([...texts].some(([field, text]) => text !== first.get(field))) {
    drawTexts(cell, new Map([...textsOf(cell), ...texts]));
  }
  for (const [field, text] of texts) saveSoon(cell, field, text, bases.get(field));
  send();
  if (focus) focusCell(cell);
  cell.dispatchEvent(new CustomEvent("sheet:closed", { bubbles: true }));
}

document.addEventListener("sheet:written", ({ detail: { sent, answer } }) => {
  const written = Object.entries(answer.texts).filter(([field]) => !(field in answer.conflicts));
  rebase(sent, Object.fromEntries(written));
  if (sent.part === "row") showCells(sent.uid, answer.cells);
  else if (answer.note) announce("sheet:stale");
});

// After an answer: what the fields of the open cell had when the server last wrote them.
export function rebase(part, texts) {
  if (!opened) return;
  const { part: kind, uid } = partOf(opened.cell);
  if (kind !== part.part || uid !== part.uid) return;
  for (const [field, text] of Object.entries(texts)) {
    if (opened.bases.has(field)) opened.bases.set(field, text);
  }
}

function typedTexts(cell) {
  const fields = cell.querySelectorAll(".typing [data-typed-field]");
  return new Map([...fields].map((one) => [one.dataset.typedField, tidy(one.value)]));
}

export const fieldIn = (cell, name) => cell.querySelector(`[data-typed-field="${name}"]`);

function fieldsFor(cell, name, text, several) {
  const one = name === "number" ? element("input") : element("textarea");
  Object.assign(one, { value: text, rows: 1, spellcheck: true, autocomplete: "off" });
  one.dataset.typedField = name;
  one.setAttribute("aria-label", labelOf(cell, name));
  if (name === "number") one.placeholder = "как по порядку";
  one.addEventListener("focus", () => enterField(one));
  one.addEventListener("input", () => typed(one));
  return several ? [element("small", NAMES[name].split(":")[0], "typing-name"), one] : [one];
}

function labelOf(cell, name) {
  if (cell.matches(".title")) return "Название плана";
  const number = cell.closest("tr")?.querySelector("[data-cell=number]")?.textContent.trim();
  return number ? `${NAMES[name]}, строка ${number}` : NAMES[name];
}

function focusField(name) {
  const field = fieldIn(opened.cell, name) ?? fieldIn(opened.cell, mainField(opened.cell));
  field.focus({ preventScroll: true });
  return field;
}

let leave = null;

function enterField(field) {
  const before = document.querySelector("[data-editing]");
  if (before === field) return;
  leaveField(before);
  field.setAttribute("data-editing", "");
  leave = helpers[field.dataset.typedField]?.(field, field.closest("[data-cell]")) ?? null;
}

function leaveField(field) {
  leave?.();
  leave = null;
  field?.removeAttribute("data-editing");
}

function typed(field) {
  grow(field);
  if (!opened) return;
  const name = field.dataset.typedField;
  saveSoon(opened.cell, name, tidy(field.value), opened.bases.get(name));
}

// Puts words into a field as if they were typed.
export function put(field, words) {
  field.setRangeText(words, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

// The field is as high as its text. Its height is given, so that a key that leaves it as it is lays out
// the field alone, and not the table around it.
function grow(field) {
  if (!field.matches("textarea")) return;
  const { length } = field.value;
  if (length < (heights.get(field) ?? Infinity)) field.style.height = "";
  heights.set(field, length);
  if (field.scrollHeight !== field.clientHeight) field.style.height = `${field.scrollHeight}px`;
}

const tidy = (text) => text.replace(/\r\n?/g, "\n").split("\n").map((line) => line.trim()).filter(Boolean).join("\n");

// Shows what the server wrote, unless the cell is being typed in.
function showCells(uid, cells) {
  for (const [role, words] of Object.entries(cells)) {
    const cell = cellOf(uid, role);
    if (!cell || cell === opened?.cell) continue;
    const marks = [...cell.querySelectorAll(":scope > details")];
    cell.innerHTML = words;
    cell.prepend(...marks);
  }
}
