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
      <button class="btn btn-outline-primary" value="no" autofocus></button>
    </div>
  </form>`;

// Asks; answers true when the person agreed. Escape is "no".
export function ask(question, yes = "Да", no = "Отмена") {
  document.body.append(dialog);
  dialog.querySelector("#question-text").textContent = question;
  dialog.querySelector("[value=yes]").textContent = yes;
  dialog.querySelector("[value=no]").textContent = no;
  dialog.returnValue = "no";
  dialog.showModal();
  return new Promise((answer) => {
    dialog.addEventListener("close", () => answer(dialog.returnValue === "yes"), { once: true });
  });
}

// A step before a form is sent: see forms.js.
const asker = (form, submitter) => (submitter?.dataset.confirm ? submitter : form);
export const question = {
  isDue: (form, submitter) => Boolean(asker(form, submitter).dataset.confirm),
  ask(form, submitter) {
    const { confirm, confirmYes } = asker(form, submitter).dataset;
    return ask(confirm, confirmYes);
  },
};
