// The bar over the sheet: whether all is saved, what was said last, and the toasts with «Отменить».
import { button, element } from "./elements.js";
import { Trouble } from "./wire.js";

const WORDS = {
  saved: "Сохранено",
  saving: "Сохраняется…",
  offline: "Нет связи. Набранное цело и запишется само.",
  "signed-out": "Сеанс закончился. Войдите снова: набранное цело.",
  conflict: "Не всё записано: посмотрите отмеченное.",
};
const bar = () => document.getElementById("plan-bar");
let said = "saved";
let savedAt = "";

// The head of a table stays in view right under the bar, however high it is.
export function tieBar() {
  const tell = () => document.documentElement.style.setProperty("--bar", `${bar().offsetHeight - 1}px`);
  new ResizeObserver(tell).observe(bar());
}

// Tells the state in words; those who hear the page are told of a change once.
export function tellState(state, at = state === "saved" ? savedAt : "") {
  if (at) savedAt = at;
  bar().dataset.saveState = state;
  bar().querySelector("[data-state-words]").textContent = at ? `${WORDS[state]} ${at}` : WORDS[state];
  const worth = state !== "saving" && (state !== "saved" || said !== "saved");
  if (worth && state !== said) say(at ? `${WORDS[state]} ${at}` : WORDS[state]);
  if (state !== "saving") said = state;
}

export const stateNow = () => bar().dataset.saveState;

// Reads aloud, and shows nothing.
export function say(words) {
  document.getElementById("sheet-said").textContent = words;
}

// Shows what was done for a while, with the offer to undo it.
export function toast(words, undo = null) {
  const place = document.getElementById("sheet-toasts");
  const one = element("div", words, "toast-line");
  if (undo) {
    const offer = button("Отменить", "btn btn-sm btn-outline-light", () => (one.remove(), undo()));
    offer.dataset.undo = "";
    one.append(offer);
  }
  place.replaceChildren(one);
  setTimeout(() => one.remove(), 20_000);
}

// An action that failed is told; what is no failure of the server is thrown on.
export function tellTrouble(trouble) {
  if (!(trouble instanceof Trouble)) throw trouble;
  toast(trouble.message);
}
