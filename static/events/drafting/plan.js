// The plan's sheet: one menu open at a time, and the focus goes where an action asks for it.
// All actions are links and submit buttons, and work without this.

document.addEventListener("toggle", closeOthers, { capture: true });
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = document.querySelector("details.more[open]");
  if (!open) return;
  open.open = false;
  open.querySelector("summary").focus();
});
document.addEventListener("click", (event) => {
  for (const open of document.querySelectorAll("details.more[open]")) {
    if (!open.contains(event.target)) open.open = false;
  }
});
document.body.addEventListener("portal:focus", (event) => {
  document.getElementById(event.detail.id)?.focus();
});

// On a phone the stamps are folded, so that the first row is near.
if (matchMedia("(width < 48rem)").matches) {
  document.querySelector("details.paper-head")?.removeAttribute("open");
}

function closeOthers({ target }) {
  if (!target.matches?.("details.more") || !target.open) return;
  for (const other of document.querySelectorAll("details.more[open]")) {
    if (other !== target) other.open = false;
  }
}
