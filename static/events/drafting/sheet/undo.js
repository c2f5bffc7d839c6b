// Undo and redo: each answer says where its action is undone; what is undone can be done again.
// The last hundred steps are kept for this tab, also over a reload.
import { say, toast } from "./bar.js";
import { settled } from "./saving.js";
import { askJson, base, Trouble } from "./wire.js";

const STEPS = 100;
const name = () => `undo ${base()}`;

function steps() {
  try {
    return JSON.parse(sessionStorage.getItem(name())) ?? { back: [], forth: [] };
  } catch {
    return { back: [], forth: [] };
  }
}

function keep(found) {
  try {
    sessionStorage.setItem(name(), JSON.stringify(found));
  } catch {
    // A browser that keeps nothing undoes from the history.
  }
  tieButtons(found);
}

function tieButtons({ back, forth }) {
  document.getElementById("undo").disabled = !back.length;
  document.getElementById("redo").disabled = !forth.length;
}

// Each action that was done says where it is undone.
export function tieUndo() {
  tieButtons(steps());
  document.addEventListener("sheet:saved", ({ detail: { undo: address } }) => {
    if (address) keep({ back: [...steps().back, address].slice(-STEPS), forth: [] });
  });
}

export const undo = () => step("back", "forth");
export const redo = () => step("forth", "back");

async function step(from, to) {
  if (!(await settled())) return;
  const found = steps();
  const address = found[from].pop();
  if (!address) return;
  try {
    const { words, undo: other, at } = await askJson(address, {});
    found[to].push(other);
    keep(found);
    say(words);
    document.dispatchEvent(new CustomEvent("sheet:stale", { detail: { at } }));
  } catch (trouble) {
    if (!(trouble instanceof Trouble)) throw trouble;
    if (trouble.kind === "refused") keep(found);
    toast(trouble.message);
  }
}
