// htmx on our pages: questions, refusals and lost connections become sentences on the page.
// Each hx-element is an ordinary link or form too, so nothing here is needed for the work itself.
import { ask } from "./confirm.js";
import { NO_CONNECTION, tell } from "./tell.js";

export { tell };

export function tieHtmx() {
  document.body.addEventListener("htmx:confirm", async (event) => {
    const asker = event.detail.elt.closest("[data-confirm]");
    if (!asker) return;
    event.preventDefault();
    if (await ask(asker.dataset.confirm, asker.dataset.confirmYes)) {
      event.detail.issueRequest(true);
    }
  });

  document.body.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr } = event.detail;
    // A form that was refused comes back with its messages and what was typed.
    if (xhr.status === 422) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
    // The session has ended: a sign-in page must not land inside a table.
    if (new URL(xhr.responseURL || location.href).pathname.startsWith("/accounts/login/")) {
      event.detail.shouldSwap = false;
      location.assign(`/accounts/login/?next=${encodeURIComponent(location.pathname)}`);
    }
  });

  document.body.addEventListener("htmx:responseError", (event) => {
    const { status } = event.detail.xhr;
    const sentence = {
      403: "Это действие вам не разрешено. Обновите страницу: возможно, изменились ваши права.",
      404: "Этого на портале уже нет. Обновите страницу.",
      409: "План изменился, пока вы смотрели. Обновите страницу.",
    };
    tell(sentence[status] ?? "Портал не смог выполнить действие. Повторите через минуту.");
  });

  document.body.addEventListener("htmx:sendError", () => {
    tell(NO_CONNECTION);
  });
}
