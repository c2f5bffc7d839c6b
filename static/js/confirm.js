// A form or a button marked data-confirm="Удалить строку?" asks before it is sent.
// Without JavaScript the server must make the action safe: by a page that asks, or by undo.

const dialog = document.createElement("dialog");
dialog.className = "question";
dialog.setAttribute("aria-labelledby", "question-text");
dialog.innerHTML = `
  <form method="dialog">
    <p id="question-text"></p>
    <div class="actions">
      <button class="btn btn-primary" value="yes"></button>
      <button class="btn btn-outline-primary" value="no" autofocus>Отмена</button>
    </div>
  </form>`;

// Asks; answers true when the person agreed. Escape is "no".
export function ask(question, yes = "Да") {
  document.body.append(dialog);
  dialog.querySelector("#question-text").textContent = question;
  dialog.querySelector("[value=yes]").textContent = yes;
  dialog.returnValue = "no";
  dialog.showModal();
  return new Promise((answer) => {
    dialog.addEventListener("close", () => answer(dialog.returnValue === "yes"), { once: true });
  });
}

export function guardQuestions() {
  document.addEventListener(
    "submit",
    async (event) => {
      const form = event.target;
      const asker = event.submitter?.dataset.confirm ? event.submitter : form;
      const question = asker.dataset.confirm;
      // htmx asks by itself through htmx:confirm, which comes here too: see htmx.js.
      if (!question || form.dataset.agreed || form.closest("[hx-post], [data-hx-post]")) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const { submitter } = event;
      if (!(await ask(question, asker.dataset.confirmYes))) return;
      form.dataset.agreed = "yes";
      form.requestSubmit(submitter);
      delete form.dataset.agreed;
    },
    { capture: true },
  );
}
