// Names under the line that is typed in «Ответственные»: of this plan, of last year's, of the directory.
// A listbox of a combobox (WAI-ARIA): arrows choose, Enter takes, Esc closes; nothing is taken unasked.
import { element } from "./elements.js";
import { helpIn } from "./editor.js";
import { askJson } from "./wire.js";

const SHOWN = 8;
let known = null;

export function proposeNames() {
  helpIn("responsible", (field) => {
    known ??= askJson("names/").then(({ names }) => names, () => (known = null, []));
    const list = element("ul", "", "names");
    list.id = "names";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Подходящие имена");
    field.setAttribute("aria-controls", "names");
    field.setAttribute("aria-autocomplete", "list");
    field.after(list);
    const show = async () => draw(field, list, await known);
    const keys = (event) => choose(event, field, list);
    const press = (event) => {
      event.preventDefault();
      const option = event.target.closest("li");
      if (option) take(field, list, option.textContent);
    };
    field.addEventListener("input", show);
    field.addEventListener("keydown", keys);
    list.addEventListener("mousedown", press);
    return () => {
      list.remove();
      field.removeEventListener("input", show);
      field.removeEventListener("keydown", keys);
    };
  });
}

// The line with the caret: where it begins and ends, and its words.
function line(field) {
  const { value, selectionStart: caret } = field;
  const begins = value.lastIndexOf("\n", caret - 1) + 1;
  const next = value.indexOf("\n", caret);
  const ends = next < 0 ? value.length : next;
  return { begins, ends, words: value.slice(begins, ends).trim() };
}

const plain = (text) => text.toLowerCase().replaceAll("ё", "е");

function draw(field, list, names) {
  const words = plain(line(field).words);
  const taken = new Set(field.value.split("\n").map((one) => one.trim()));
  const fits = words ? names.filter((name) => !taken.has(name) && plain(name).includes(words)) : [];
  const first = fits.filter((name) => plain(name).split(/[\s«(]+/).some((one) => one.startsWith(words.split(" ")[0])));
  const shown = [...new Set([...first, ...fits])].slice(0, SHOWN);
  list.replaceChildren(...shown.map((name, place) => {
    const option = element("li", name);
    option.id = `name-${place}`;
    option.setAttribute("role", "option");
    return option;
  }));
  field.removeAttribute("aria-activedescendant");
}

function choose(event, field, list) {
  const options = [...list.children];
  if (!options.length) return;
  const at = options.findIndex((one) => one.getAttribute("aria-selected") === "true");
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    const next = options[at + (event.key === "ArrowDown" ? 1 : -1)];
    options[at]?.removeAttribute("aria-selected");
    next?.setAttribute("aria-selected", "true");
    if (next) field.setAttribute("aria-activedescendant", next.id);
    else field.removeAttribute("aria-activedescendant");
  } else if ((event.key === "Enter" || event.key === "Tab") && at >= 0) {
    take(field, list, options[at].textContent);
    if (event.key === "Tab") return;
  } else if (event.key === "Escape") {
    list.replaceChildren();
  } else return;
  event.preventDefault();
  event.stopPropagation();
}

function take(field, list, name) {
  const { begins, ends } = line(field);
  field.setRangeText(name, begins, ends, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  list.replaceChildren();
}
