// Lines of a form that repeat: add, remove and move them without a round trip to the server.
// The buttons are submit buttons, so the same actions work without this.

for (const group of document.querySelectorAll("[data-lines]")) {
  const list = group.querySelector("ol");
  const blank = emptied(list.lastElementChild);
  group.addEventListener("click", (event) => {
    const button = event.target.closest("[data-action]");
    if (!button || !(blank || button.dataset.action !== "add")) return;
    event.preventDefault();
    act(group, list, blank, button);
    renumber(group, list);
  });
}

function act(group, list, blank, button) {
  const line = button.closest("[data-line]");
  const { action } = button.dataset;
  if (action === "add") {
    list.append(blank.cloneNode(true));
    list.lastElementChild.querySelector("input, textarea").focus();
    return;
  }
  if (action === "up") line.previousElementSibling?.before(line);
  if (action === "down") line.nextElementSibling?.after(line);
  if (action === "remove") {
    const next = line.nextElementSibling ?? line.previousElementSibling;
    line.remove();
    (next?.querySelector("input, textarea") ?? group.querySelector("[data-action=add]")).focus();
    return;
  }
  button.focus();
}

function renumber(group, list) {
  const { lines } = group.dataset;
  group.querySelector(`[name="${lines}-count"]`).value = list.children.length;
  [...list.children].forEach((line, place) => {
    const name = new RegExp(`${lines}-\\d+`, "g");
    for (const part of line.querySelectorAll("*")) {
      for (const key of ["name", "id", "for", "aria-describedby"]) {
        const value = part.getAttribute(key);
        if (value) part.setAttribute(key, value.replace(name, `${lines}-${place}`));
      }
      const action = part.getAttribute("value");
      if (part.name === "line") part.setAttribute("value", action.replace(/\d+$/, place));
      const said = part.getAttribute("aria-label");
      if (said) part.setAttribute("aria-label", said.replace(/\d+/, place + 1));
    }
  });
}

function emptied(line) {
  if (!line) return null;
  const copy = line.cloneNode(true);
  for (const field of copy.querySelectorAll("input, textarea")) {
    field.value = "";
    field.removeAttribute("value");
    field.textContent = "";
    field.classList.remove("is-invalid");
    field.removeAttribute("aria-invalid");
  }
  for (const message of copy.querySelectorAll(".invalid-feedback")) message.remove();
  return copy;
}
