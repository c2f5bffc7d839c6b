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

function tableOf(clipboard) {
  const text = clipboard?.getData("text/plain") ?? "";
  const markup = clipboard?.getData("text/html") ?? "";
  const page = new DOMParser().parseFromString(markup, "text/html");
  const drawn = page.querySelectorAll("tr").length;
  if (drawn) return { text, markup, rows: drawn };
  const rows = text.split("\n").filter((line) => line.includes("\t")).length;
  return { text, markup: "", rows };
}
