// The term of a row: Enter in the chooser inserts, and the focus goes to what came of it.
// All of it works by submit buttons without this.

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.matches?.(".chooser input")) return;
  event.preventDefault();
  document.getElementById("term-insert").click();
});

document.body.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.requestConfig?.verb !== "post") return;
  const part = document.getElementById("term-part");
  if (!part?.querySelector("#term-insert")) return;
  const wrong = part.querySelector("details[open] .is-invalid");
  const kind = part.querySelector("details[open] .kinds :checked");
  (wrong ?? kind ?? part.querySelector("#id_term"))?.focus();
});
