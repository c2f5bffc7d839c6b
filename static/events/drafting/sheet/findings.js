// What the check finds is asked for apart, after a save: it is no part of the answer.
import { base } from "./wire.js";

const PAUSE = 1200;
let timer;

export function showFindings() {
  for (const name of ["sheet:saved", "sheet:stale"]) {
    document.addEventListener(name, () => {
      clearTimeout(timer);
      timer = setTimeout(fetchFindings, PAUSE);
    });
  }
}

async function fetchFindings() {
  const answer = await fetch(`${base()}findings/`).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById("findings");
  const shown = document.getElementById("findings");
  if (!fresh || !shown || shown.contains(document.activeElement)) return;
  const unfolded = new Set([...shown.querySelectorAll("details[open]")].map(nameOf));
  for (const group of fresh.querySelectorAll("details")) group.open ||= unfolded.has(nameOf(group));
  shown.replaceWith(document.importNode(fresh, true));
  const count = document.getElementById("findings")?.dataset.count;
  const link = document.querySelector("#plan-bar [data-findings]");
  if (link && count !== undefined) link.textContent = Number(count) ? `Проверка: ${count}` : "Замечаний нет";
}

// What is unfolded stays so: the count in its name may be another one now.
const nameOf = (group) => group.querySelector("summary").textContent.split(":")[0].trim();
