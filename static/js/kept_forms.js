// Every form with words keeps them in the browser while they are typed (kept.js), and offers what was
// not sent when it is opened again. Leaving unsent words asks, and so does signing out, which wipes.
// Left out: forms with a password or a file, but for those that say `data-keeps`, which keep their
// other words; searches, hidden fields, what says `data-unkept`, and the sheet, which saves itself.
import { ask } from "./confirm.js";
import { OPENED, drop, dropTaken, keep, keptIn, sentAs, waiting } from "./kept.js";

export const SIGN_OUT = "form[action$='/accounts/logout/']";
const WORDS = "textarea, input:is(:not([type]), [type=text], [type=email], [type=url], [type=tel])";
const UNKEPT = "[type=password], [type=file]";
const CHOICE = "[type=checkbox], [type=radio]";
// How many lines a form has; its lines are restored by it.
const SIZE = "[type=hidden][name$='-count']";
const FIELDS = `input:not([type=hidden], [type=submit], [type=button], ${UNKEPT}, [data-unkept]), textarea, select, ${SIZE}`;

// Place → { place, form, base: what its fields held, kept: what differs now, isSent }.
const open = new Map();
const statesOfPage = () => [...document.forms].map(stateOf).filter(Boolean);

export function keepForms() {
  statesOfPage();
  for (const type of ["input", "change", "click", "paste"]) {
    document.addEventListener(type, (event) => {
      const around = event.composedPath().find((one) => one.tagName === "FORM");
      const state = stateOf(event.target.form ?? around);
      if (state) keepForm(state);
    });
  }
  document.body.addEventListener("htmx:afterSettle", () => statesOfPage().forEach(keepForm));
  document.addEventListener("submit", nameWords);
  window.addEventListener("beforeunload", (event) => {
    if ([...open.values()].some((one) => one.kept.size && !one.isSent)) event.preventDefault();
  });
  window.addEventListener("load", async () => {
    await dropTaken();
    for (const state of statesOfPage()) await offer(state);
  });
}

// The page is left with its words, which stay kept: nothing is asked.
export function letGo() {
  for (const state of open.values()) state.isSent = true;
}

// A step before the form that signs out is sent: see forms.js.
export const signingOut = {
  isDue: (form) => form.matches(SIGN_OUT),
  async ask() {
    const words = await waiting();
    const places = new Set(words.map((one) => one.place));
    const titles = [...new Set(words.map((one) => `«${one.title}»`))].join(", ");
    const question = `Не сохранено: ${places.size} (${titles}). Если выйти, набранное сотрётся с этого компьютера.`;
    if (places.size && !(await ask(question, "Выйти и стереть", "Остаться"))) return false;
    letGo();
    await drop(words);
    return true;
  },
};

function stateOf(form) {
  if (!form || !isKept(form)) return null;
  const place = placeOf(form);
  if (!open.has(place)) open.set(place, { place, base: read(form), kept: new Map() });
  return Object.assign(open.get(place), { form });
}

function isKept(form) {
  const has = (kind) => [...form.elements].some((one) => one.matches(kind));
  if (form.method !== "post" || form.id === "sheet" || !has(WORDS)) return false;
  return "keeps" in form.dataset || !has(UNKEPT);
}

function placeOf(form) {
  const path = (one) => new URL(one.getAttribute("action") || "", location.href).pathname;
  const alike = [...document.forms].filter((one) => isKept(one) && path(one) === path(form));
  return `${path(form)}#${form.getAttribute("id") || alike.indexOf(form)}`;
}

const fieldsOf = (form) => [...form.elements].filter((one) => one.name && one.matches(FIELDS));

function read(form) {
  const texts = new Map();
  for (const { name, value, checked, type } of fieldsOf(form)) {
    if (type !== "checkbox" && type !== "radio") texts.set(name, value);
    else texts.set(name, [texts.get(name), checked && value].filter(Boolean).join("\n"));
  }
  return texts;
}

function keepForm(state) {
  const { form, place, base, kept } = state;
  const texts = read(form);
  for (const field of new Set([...texts.keys(), ...kept.keys()])) {
    const text = texts.get(field);
    const was = base.get(field) ?? "";
    if (text === undefined || text === was) {
      if (kept.delete(field)) drop([{ place, opened: OPENED, field }]);
    } else if (kept.get(field) !== text) {
      kept.set(field, text);
      keep(place, field, text, was);
      state.isSent = false;
    }
  }
}

// A form that is sent says by which name its words are kept; the answer repeats it if it took them.
function nameWords({ target: form, defaultPrevented }) {
  const state = !defaultPrevented && stateOf(form);
  if (!state) return;
  state.isSent = true;
  // Words that were given back have the name under which they were kept first.
  if (form.elements.sent_as) return;
  const value = sentAs({ ...state, opened: OPENED });
  form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "sent_as", value }));
}

// A form that was refused comes back with its words: they are this page's now. Others are offered.
async function offer(state) {
  const found = (await keptIn(state.place)).filter((one) => one.opened !== OPENED);
  for (const opened of new Set(found.map((one) => one.opened))) {
    const words = found.filter((one) => one.opened === opened);
    const texts = read(state.form);
    if (words.every((one) => texts.get(one.field) === one.text)) {
      for (const { field, base } of words) state.base.set(field, base);
      keepForm(state);
      drop(words);
    } else {
      show(state, words);
    }
  }
}

function show(state, words) {
  const strip = document.createElement("div");
  strip.className = "kept-words alert alert-info";
  strip.innerHTML = `
    <p role="status"></p>
    <button class="btn btn-sm btn-primary" type="button">Вставить</button>
    <button class="btn btn-sm btn-outline-primary" type="button">Убрать</button>`;
  const [sentence, insertion, removal] = strip.children;
  state.form.before(strip);
  // A live region speaks of what changes in it.
  requestAnimationFrame(() => (sentence.textContent = sentenceOf(state, words)));
  strip.addEventListener("click", async ({ target }) => {
    if (target !== insertion && target !== removal) return;
    const replaces = target === insertion && state.kept.size;
    if (replaces && !(await ask("То, что вы набрали сейчас, заменится прежним.", "Заменить"))) return;
    strip.remove();
    if (target === insertion) await insert(state.form, words);
    keepForm(state);
    fieldsOf(state.form).find((one) => one.matches(WORDS))?.focus();
    await drop(words);
  });
}

function sentenceOf({ base }, words) {
  const at = new Date(Math.max(...words.map((one) => one.at)));
  const day = at.toDateString() === new Date().toDateString() ? {} : { day: "numeric", month: "long" };
  const when = at.toLocaleString("ru", { ...day, hour: "numeric", minute: "2-digit" });
  const [longest] = words.map((one) => one.text).sort((a, b) => b.length - a.length);
  const shown = longest.length > 80 ? `${longest.slice(0, 80)}…` : longest;
  const isOld = words.some((one) => (base.get(one.field) ?? "") !== one.base);
  const warning = isOld ? " С тех пор запись изменили: сверьте, прежде чем записать." : "";
  return `Нашлось несохранённое от ${when}: «${shown}».${warning}`;
}

async function insert(form, words) {
  const [sizes, texts] = [true, false].map((is) => words.filter((one) => one.field.endsWith("-count") === is));
  // Lines within lines come after them.
  for (const one of sizes.sort((a, b) => a.field.length - b.field.length)) await setSize(form, one);
  for (const { field: name, text } of texts) {
    for (const field of fieldsOf(form).filter((one) => one.name === name)) {
      if (field.matches(CHOICE)) field.checked = text.split("\n").includes(field.value);
      else field.value = text;
      field.closest("details")?.setAttribute("open", "");
      for (const type of ["input", "change"]) field.dispatchEvent(new Event(type, { bubbles: true }));
    }
  }
}

// As many lines as there were, by the form's own buttons; some of them ask the server.
async function setSize(form, { field, text }) {
  const size = () => Number(form.elements[field]?.value);
  for (let before = size(); before !== Number(text); before = size()) {
    const action = before < text ? "add" : `remove ${before - 1}`;
    const button = form.querySelector(`[name=line][value="${field.slice(0, -6)} ${action}"]`);
    button?.click();
    if (button?.matches("[hx-post]")) await settled(form, () => size() !== before);
    if (size() === before) return;
  }
}

const settled = (form, isSo) =>
  new Promise((done) => form.addEventListener("htmx:afterSettle", () => isSo() && done()));
