// Undo and redo: each answer says where its action is undone; what is undone can be done again.
// The last hundred steps are kept for this tab, also over a reload.
import { announce } from "./elements.js";
import { say, tellTrouble } from "./bar.js";
import { ready } from "./saving.js";
import { askJson, base, newUid } from "./wire.js";

const STEPS = 100;
// Another account that signs in in this tab has steps of its own.
const name = () => `undo ${document.body.dataset.account} ${base()}`;

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

export const undo = () => inTurn("back", "forth");
export const redo = () => inTurn("forth", "back");

// A key that is pressed ten times takes ten steps, one after the other.
let last = Promise.resolve();
const inTurn = (from, to) => {
  const take = () => step(from, to);
  return (last = last.then(take, take));
};

async function step(from, to) {
  if (!(await ready())) return;
  const found = steps();
  if (!found[from].length) return;
  // Kept until there is an answer: a step whose answer was lost is not taken twice.
  found.key ??= newUid();
  keep(found);
  const address = found[from].pop();
  try {
    const { words, undo: other, at } = await askJson(address, { key: found.key });
    delete found.key;
    found[to].push(other);
    keep(found);
    say(words);
    announce("sheet:stale", { at });
  } catch (trouble) {
    delete found.key;
    if (trouble.kind === "refused") keep(found);
    tellTrouble(trouble);
  }
}
