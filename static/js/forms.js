// Forms: the focus goes to the first wrong field, and a second click doesn't send a form twice.
// The server is safe against both; this only spares the person a surprise.

export function guardForms() {
  document.querySelector("main [aria-invalid=true]")?.focus();

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    // A form that answers with a file leaves the page where it is: it may be sent again.
    setTimeout(() => delete form.dataset.sent, 5000);
  });

  // The browser's Back gives the page as it was left: its forms may be sent again.
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  });
}
