// The order of sections: up and down by keys and in the menu, or dragged in a list of them all.
import { element } from "./elements.js";
import Sortable from "../../../vendor/sortablejs/modular/sortable.esm.js";
import { sheet } from "./cells.js";
import { say, tellTrouble } from "./bar.js";
import { focusCell } from "./grid.js";
import { act } from "./rows.js";
import { askJson } from "./wire.js";

// Moves a section by one among those beside it; the focus goes with it.
export async function moveSection(uid, up) {
  const beside = await besides(uid);
  const at = beside.indexOf(uid) + (up ? -1 : 1);
  if (at < 0 || at >= beside.length) return say("Раздел уже на краю.");
  beside.splice(beside.indexOf(uid), 1);
  beside.splice(at, 0, uid);
  await place(uid, beside);
}

async function place(uid, beside) {
  const after = beside[beside.indexOf(uid) - 1] ?? "";
  const words = "Раздел перемещён.";
  if (!(await act("sections/move/", { uid, after }, { words, stale: true }))) return;
  focusCell(sheet().querySelector(`[data-section="${uid}"][data-cell]`));
}

async function besides(uid) {
  const { sections } = await askJson("sections/");
  const { parent } = sections.find((one) => one.uid === uid) ?? {};
  return sections.filter((one) => one.parent === parent).map((one) => one.uid);
}

export function tieSections() {
  const dialog = document.getElementById("section-order");
  const list = dialog.querySelector("ol");
  const order = () => [...list.children].map(({ dataset }) => dataset.uid);
  Sortable.create(list, { handle: ".handle", onEnd: ({ item }) => place(item.dataset.uid, order()) });
  list.addEventListener("click", async ({ target }) => {
    const button = target.closest("[data-way]");
    if (!button) return;
    const line = button.closest("li");
    if (button.dataset.way === "up") line.previousElementSibling?.before(line);
    else line.nextElementSibling?.after(line);
    button.focus();
    await place(line.dataset.uid, order());
    button.focus();
  });
  document.addEventListener("click", async (event) => {
    const move = event.target.closest("#sheet [data-section-way]");
    const all = event.target.closest("[data-section-order]");
    if (!move && !all) return;
    event.preventDefault();
    event.target.closest("details")?.removeAttribute("open");
    try {
      if (move) await moveSection(move.closest("[id^=at-]").id.slice(3), move.value === "up");
      else await showOrder(dialog, list);
    } catch (trouble) {
      tellTrouble(trouble);
    }
  });
}

async function showOrder(dialog, list) {
  const { sections } = await askJson("sections/");
  list.replaceChildren(...sections.filter((one) => !one.parent).map(({ uid, heading }) => {
    const line = element("li");
    line.dataset.uid = uid;
    line.append(element("span", "⠿", "handle"), element("span", heading, "section-name"));
    for (const [way, words, sign] of [["up", "выше", "↑"], ["down", "ниже", "↓"]]) {
      const button = element("button", sign, "icon-button");
      button.type = "button";
      button.dataset.way = way;
      button.setAttribute("aria-label", `${heading}: ${words}`);
      line.append(button);
    }
    return line;
  }));
  dialog.showModal();
}
