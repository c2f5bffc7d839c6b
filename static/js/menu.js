// The menus of the head are popovers and need no script; this only lets the arrow keys walk them.
// It knows nothing of what the menus hold.

export function tieMenus() {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const menu = event.target.closest?.("[popover]:popover-open");
    if (!menu) return;
    const items = [...menu.querySelectorAll("a, button")];
    const step = event.key === "ArrowDown" ? 1 : -1;
    const next = items[(items.indexOf(event.target) + step + items.length) % items.length];
    next?.focus();
    event.preventDefault();
  });
}
