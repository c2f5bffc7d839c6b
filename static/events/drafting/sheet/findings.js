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
  shown.replaceWith(document.importNode(fresh, true));
  const count = document.getElementById("findings")?.dataset.count;
  const link = document.querySelector("#plan-bar [data-findings]");
  if (link && count !== undefined) link.textContent = Number(count) ? `Проверка: ${count}` : "Замечаний нет";
}
