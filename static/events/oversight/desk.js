// Several plans that wait are ticked at once: one box ticks the page, and the button tells how many.
// Without this the boxes and the button work by themselves.

const form = document.querySelector(".queue-form");
const all = form?.querySelector("[data-tick-all]");

if (all) {
  all.closest("[hidden]").hidden = false;
  const boxes = [...form.querySelectorAll("[name=plan]")];
  const button = form.querySelector("[data-with-ticked]");
  const told = button.querySelector("[data-ticked]");

  const count = () => {
    const ticked = boxes.filter((box) => box.checked).length;
    told.textContent = ticked ? `: ${ticked}` : "";
    button.disabled = !ticked;
    all.checked = ticked === boxes.length;
    all.indeterminate = ticked > 0 && ticked < boxes.length;
  };

  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
    count();
  });
  form.addEventListener("change", count);
  // The browser's Back brings the ticks again.
  window.addEventListener("pageshow", count);
  count();
}
