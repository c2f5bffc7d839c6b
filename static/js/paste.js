// A paste of a table: its markup goes along with its text, so merged cells are not lost.
// Without this the plain text is sent, and columns are told by tabs.

for (const field of document.querySelectorAll("textarea[data-paste]")) {
  const { form } = field;
  const markup = form.elements[field.dataset.paste];
  const told = form.querySelector("[data-paste-told]");

  field.addEventListener("paste", (event) => {
    const html = event.clipboardData?.getData("text/html") ?? "";
    const page = new DOMParser().parseFromString(html, "text/html");
    const rows = page.querySelectorAll("tr").length;
    const whole = field.selectionStart === 0 && field.selectionEnd === field.value.length;
    if (!rows || !whole) return;
    event.preventDefault();
    field.value = event.clipboardData.getData("text/plain");
    markup.value = html;
    told.textContent = `Вставлена таблица, строк: ${rows}.`;
  });
  // What is typed afterwards is not in the markup any more: the text alone is true.
  field.addEventListener("input", () => {
    markup.value = "";
    told.textContent = "";
  });
}
