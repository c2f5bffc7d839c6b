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
  // Enter goes on to the next field, and from the last of them begins a line; the form is not sent.
  // A field of several lines keeps its own Enter.
  group.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.ctrlKey || event.metaKey) return;
    if (!event.target.matches("input")) return;
    event.preventDefault();
    const fields = [...list.querySelectorAll("input, textarea")];
    const next = fields[fields.indexOf(event.target) + 1];
    if (next) next.focus();
    else if (event.target.value.trim()) group.querySelector("[data-action=add]").click();
  });
  // Several lines that are pasted become as many of ours, where a line is one field.
  group.addEventListener("paste", (event) => {
    const words = event.clipboardData?.getData("text/plain") ?? "";
    const [first, ...rest] = words.split(/\r?\n/).map((one) => one.trim()).filter(Boolean);
    const field = event.target;
    const alone = blank?.querySelectorAll("input, textarea").length === 1;
    if (!rest.length || !alone || !field.matches("input") || field.value) return;
    event.preventDefault();
    field.value = first;
    let line = field.closest("[data-line]");
    for (const text of rest) {
      line.after(blank.cloneNode(true));
      line = line.nextElementSibling;
      line.querySelector("input, textarea").value = text;
    }
    renumber(group, list);
    line.querySelector("input, textarea").focus();
  });
}

// An unfinished row is not sent by Enter in one of its fields: the focus goes to the next field.
// Ctrl+Enter sends it from any.
document.getElementById("row-form")?.addEventListener("keydown", (event) => {
  const { target, currentTarget: form } = event;
  if (event.key !== "Enter" || event.defaultPrevented) return;
  if (event.ctrlKey || event.metaKey) {
    event.preventDefault();
    form.requestSubmit(form.querySelector(".form-actions [type=submit]"));
  } else if (target.matches("input:not([type=checkbox], [type=radio])")) {
    event.preventDefault();
    const fields = [...form.elements].filter((one) => one.offsetParent);
    fields[fields.indexOf(target) + 1]?.focus();
  }
});

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
