// While an answer is awaited that will replace fields or buttons, they are held: what would be typed
// into them would be lost, and a second action would be done on what stood there before the first.
// The form around them is held too, so that it can't be sent without what was just asked for.
// A redraw of mere words (a specimen, a reading, a list) holds nothing: there the newest request wins,
// by hx-sync="this:replace".

const WORKED_ON = "input:not([type=hidden], [type=radio]), select, textarea, button";

export function holdWhatIsReplaced() {
  document.body.addEventListener("htmx:beforeSend", ({ detail: { elt, target, xhr } }) => {
    if (!target.querySelector(WORKED_ON)) return;
    const held = (target.contains(elt) && target.closest("form")) || target;
    const focused = held.contains(document.activeElement) ? document.activeElement.id : "";
    held.inert = true;
    xhr.addEventListener("loadend", () => {
      held.inert = false;
      if (focused && document.activeElement === document.body) {
        document.getElementById(focused)?.focus();
      }
    });
  });
}
