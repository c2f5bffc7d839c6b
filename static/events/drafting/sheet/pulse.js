// Who else is here, and whether somebody has changed the plan: asked every ten seconds while the page
// is looked at. What others have written comes in by itself; what is being typed stays.
import { announce, element } from "./elements.js";
import { rowOf, sheet } from "./cells.js";
import { currentCell } from "./grid.js";
import { redraw, revisionShown } from "./redraw.js";
import { isWaiting, retry } from "./saving.js";
import { stateNow } from "./bar.js";
import { base, newUid } from "./wire.js";

const PAUSE = 10_000;
const tab = ownName();

// A page that is loaded anew goes by its name before; a second tab, made from this one, doesn't find it.
function ownName() {
  try {
    const name = sessionStorage.getItem("tab") ?? newUid();
    sessionStorage.removeItem("tab");
    addEventListener("pagehide", () => sessionStorage.setItem("tab", name));
    return name;
  } catch {
    return newUid();
  }
}

export function startPulse() {
  beat();
  setInterval(beat, PAUSE);
  document.addEventListener("visibilitychange", beat);
}

async function beat() {
  if (document.hidden) return;
  const words = new URLSearchParams({
    csrfmiddlewaretoken: sheet().querySelector("[name=csrfmiddlewaretoken]").value,
    tab,
    row: currentCell()?.dataset.row ?? "",
  });
  const answer = await fetch(`${base()}pulse/`, { method: "POST", body: words }).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const { revision, people } = await answer.json();
  if (stateNow() === "offline") retry();
  showPeople(people);
  if (revision > revisionShown() && !isWaiting()) {
    await redraw();
    announce("sheet:drawn");
  }
}

function showPeople(people) {
  for (const old of sheet().querySelectorAll(".here")) old.remove();
  const told = people.map(({ name, row, mine }) => {
    const who = mine ? "вы, в другой вкладке" : name;
    const place = row ? rowOf(row) : null;
    const number = place?.querySelector("[data-cell=number]")?.textContent.trim();
    place?.querySelector(":scope > .tools")?.append(element("span", who, "here"));
    return number ? `${who} (строка ${number})` : who;
  });
  const words = told.length ? `Сейчас здесь: ${told.join(", ")}` : "";
  const shown = document.getElementById("others");
  if (shown.textContent !== words) shown.textContent = words;
}
