// A table from the clipboard: its markup goes along with its text, so merged cells are not lost.
// Without this the plain text is sent, and columns are told by tabs.

for (const field of document.querySelectorAll("textarea[data-paste]")) {
  const { form } = field;
  const markup = form.elements[field.dataset.paste];
  const told = form.querySelector("[data-paste-told]");

  field.addEventListener("paste", (event) => {
    const table = tableOf(event.clipboardData);
    const whole = field.selectionStart === 0 && field.selectionEnd === field.value.length;
    if (!table.markup || !whole) return;
    event.preventDefault();
    field.value = table.text;
    markup.value = table.markup;
    told.textContent = `Вставлена таблица, строк: ${table.rows}.`;
  });
  // What is typed afterwards is not in the markup any more: the text alone is true.
  field.addEventListener("input", () => {
    markup.value = "";
    told.textContent = "";
  });
}

// On the sheet of a plan: a table that is pasted at a row opens the page where it is looked
// through. One row, or words alone, go into the field as ever.
document.addEventListener("paste", (event) => {
  const place = event.target.closest?.("#sheet tr")?.querySelector("[data-paste-here]");
  const table = tableOf(event.clipboardData);
  if (!place || table.rows < 2) return;
  event.preventDefault();
  const address = new URL(place.href);
  const form = document.createElement("form");
  form.method = "post";
  form.action = address.pathname;
  const token = place.closest("form").elements.csrfmiddlewaretoken.value;
  const words = { csrfmiddlewaretoken: token, text: table.text, markup: table.markup };
  for (const [name, value] of [...Object.entries(words), ...address.searchParams]) {
    const field = Object.assign(document.createElement("textarea"), { name, value });
    form.append(field);
  }
  form.hidden = true;
  document.body.append(form);
  form.submit();
});

function tableOf(clipboard) {
  const text = clipboard?.getData("text/plain") ?? "";
  const markup = clipboard?.getData("text/html") ?? "";
  const page = new DOMParser().parseFromString(markup, "text/html");
  const drawn = page.querySelectorAll("tr").length;
  if (drawn) return { text, markup, rows: drawn };
  const rows = text.split("\n").filter((line) => line.includes("\t")).length;
  return { text, markup: "", rows };
}
