// What the check finds is asked for apart, after a save: it is no part of the answer.
import { announce, element } from "./elements.js";
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
  // Where a reason is being typed, the panel waits.
  if (!fresh || !shown || shown.querySelector("textarea, input:not([type=hidden])")) return;
  const focus = shown.contains(document.activeElement) ? nameOf(document.activeElement) : "";
  const unfolded = new Set([...shown.querySelectorAll("details[open] > summary")].map(nameOf));
  const panel = document.importNode(fresh, true);
  for (const summary of panel.querySelectorAll("summary")) summary.parentElement.open ||= unfolded.has(nameOf(summary));
  shown.replaceWith(panel);
  globalThis.htmx?.process(panel);
  if (focus) [...panel.querySelectorAll("summary, a, button")].find((one) => nameOf(one) === focus)?.focus();
  maySend();
  const { count, blocking } = panel.dataset;
  // The marks at the rows are of the check too.
  if (count !== shown.dataset.count || blocking !== shown.dataset.blocking) announce("sheet:stale");
  const link = document.querySelector("#plan-bar [data-findings]");
  if (link && count !== undefined) link.textContent = Number(count) ? `Проверка: ${count}` : "Ошибок нет";
}

// What stood in the way when the page was opened may not any more: the page of sending tells it anew.
function maySend() {
  const shut = document.querySelector("#state .wide-action[disabled]");
  const open = document.querySelector("#plan-bar .bar-send");
  if (!shut || !open) return;
  const link = element("a", shut.textContent, "btn btn-primary wide-action");
  link.href = open.href;
  document.getElementById("why-not")?.remove();
  shut.replaceWith(link);
}

// The count in the name of a group may be another one now.
const nameOf = (one) => one.id || one.value || one.textContent.split(":")[0].trim();
