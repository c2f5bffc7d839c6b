// Goes through the changes of a plan by keys: Alt + arrows anywhere, n and p within the changes.
// The links between them do the same without this.

const changes = document.getElementById("plan-changes");

document.addEventListener("keydown", (event) => {
  const way = wayOf(event);
  const all = [...changes.querySelectorAll("[data-change]")];
  if (!way || !all.length) return;
  event.preventDefault();
  const at = all.findIndex((one) => one.contains(document.activeElement));
  const to = at < 0 ? (way > 0 ? 0 : all.length - 1) : at + way;
  const next = all[Math.min(Math.max(to, 0), all.length - 1)];
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "center" });
});

// A link goes to its change, and the keys go on from there.
changes.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#change-"]');
  if (link) document.querySelector(link.getAttribute("href"))?.focus();
});

function wayOf(event) {
  // In a list of choices and in a field these keys do something else.
  if (event.target.closest("select, input, textarea")) return 0;
  if (event.ctrlKey || event.metaKey || event.shiftKey) return 0;
  if (event.altKey) return { ArrowDown: 1, ArrowUp: -1 }[event.key] ?? 0;
  const inChanges = document.activeElement?.closest("[data-change]");
  return inChanges ? ({ KeyN: 1, KeyP: -1 }[event.code] ?? 0) : 0;
}
