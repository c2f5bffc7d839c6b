// htmx on our pages: questions, refusals and lost connections become sentences on the page.
// Each hx-element is an ordinary link or form too, so nothing here is needed for the work itself.
import { ask } from "./confirm.js";
import { isDoubtful, signIn, stillSignedIn } from "./session.js";
import { NO_CONNECTION, tell } from "./tell.js";

export function tieHtmx() {
  document.body.addEventListener("htmx:confirm", async (event) => {
    const { elt, issueRequest, verb } = event.detail;
    const asker = elt.closest("[data-confirm]");
    const asksServer = verb !== "get" && isDoubtful();
    if (!asker && !asksServer) return;
    event.preventDefault();
    if (asker && !(await ask(asker.dataset.confirm, asker.dataset.confirmYes))) return;
    try {
      if (!asksServer || (await stillSignedIn())) issueRequest(true);
    } catch {
      tell(NO_CONNECTION);
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
      signInAgain(event.detail.requestConfig.verb);
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

// What asks by itself, such as a clock, doesn't ask again for a sign-in that was put off.
let isPutOff = false;

async function signInAgain(verb) {
  if (isPutOff && verb === "get") return;
  try {
    isPutOff = !(await signIn());
    if (!isPutOff) tell("Вы снова вошли. Повторите действие.", "success");
  } catch {
    tell(NO_CONNECTION);
  }
}
