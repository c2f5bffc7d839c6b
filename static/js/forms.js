// Forms: the focus goes to the first wrong field, and a second click doesn't send a form twice.
// The server is safe against both; this only spares the person a surprise.

// Back may bring a page anew, with another one-time key: a form with words keeps the key that it had
// in this entry of the browser's history, so that what is sent again is known.
export function keepOneTimeKeys() {
  const fields = document.querySelectorAll("form:has([name=typed_by]) input[type=hidden][name=key]");
  const kept = history.state?.oneTimeKeys;
  if (kept?.length === fields.length) {
    fields.forEach((field, at) => (field.value = kept[at]));
  } else if (fields.length) {
    const oneTimeKeys = [...fields].map((field) => field.value);
    history.replaceState({ ...history.state, oneTimeKeys }, "");
  }
}

// Before a form is sent, each step that is due for it asks: the person, or the server.
// A step: { isDue(form, submitter), ask(form, submitter) → promise, true to go on }.
export function guardForms(...steps) {
  document.querySelector("main [aria-invalid=true]")?.focus();

  const asked = new WeakSet();
  const agreed = new WeakSet();
  document.addEventListener(
    "submit",
    async (event) => {
      const { target: form, submitter } = event;
      // htmx sends by itself and asks through htmx:confirm: see htmx.js.
      if (form.method !== "post" || form.closest("dialog, [hx-post]") || agreed.has(form)) return;
      const due = steps.filter((step) => step.isDue(form, submitter));
      if (!due.length) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (asked.has(form)) return;
      asked.add(form);
      try {
        for (const step of due) if (!(await step.ask(form, submitter))) return;
        agreed.add(form);
        form.requestSubmit(submitter);
      } finally {
        asked.delete(form);
        agreed.delete(form);
      }
    },
    { capture: true },
  );

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
