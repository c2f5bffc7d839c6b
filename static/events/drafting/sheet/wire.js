// Asks the server for the plan's page: JSON goes out and comes back. Every failure is a thrown Trouble.

import { isDoubtful, stillSignedIn } from "../../../js/session.js";

export class Trouble extends Error {
  // kind: "offline", "signed-out" or "refused"; a refusal has its sentences by field.
  constructor(kind, words, errors = {}, status = 0) {
    super(words);
    Object.assign(this, { kind, errors, status });
  }
}

const TOO_MUCH = "Это слишком много для одного раза. Вставьте по частям.";
const REFUSED = {
  400: TOO_MUCH,
  403: "Это действие вам не разрешено. Обновите страницу: возможно, изменились ваши права.",
  404: "Этого на портале уже нет. Обновите страницу.",
  413: TOO_MUCH,
};

export const base = () => document.querySelector("[data-plan]").dataset.plan;

export async function ask(path, sent) {
  if (sent !== undefined && isDoubtful()) await beSignedIn();
  const answer = await asked(path, sent);
  if (answer.status !== 403 || sent === undefined) return good(answer);
  // Signed in anew in another tab: the token of this page is stale, and is renewed once.
  await beSignedIn();
  return good(await asked(path, sent));
}

// Whoever is not signed in any more is asked for it over the page, and goes on.
async function beSignedIn() {
  let mine;
  try {
    mine = await stillSignedIn();
  } catch {
    throw new Trouble("offline", "Нет связи с порталом.");
  }
  if (!mine) throw new Trouble("signed-out", "Сеанс закончился.");
}

async function asked(path, sent) {
  const address = path.startsWith("/") ? path : base() + path;
  const headers = { Accept: "application/json" };
  const init = { headers, credentials: "same-origin" };
  if (sent !== undefined) {
    headers["X-CSRFToken"] = document.querySelector("#sheet [name=csrfmiddlewaretoken]").value;
    const isForm = sent instanceof FormData;
    // A form is asked for a piece of a page.
    if (isForm) Object.assign(headers, { Accept: "text/html, application/json", "HX-Request": "true" });
    else headers["Content-Type"] = "application/json";
    Object.assign(init, { method: "POST", body: isForm ? sent : JSON.stringify(sent) });
  }
  try {
    return await fetch(address, init);
  } catch {
    throw new Trouble("offline", "Нет связи с порталом.");
  }
}

async function good(answer) {
  if (answer.redirected && new URL(answer.url).pathname.startsWith("/accounts/")) {
    throw new Trouble("signed-out", "Сеанс закончился.");
  }
  if (answer.status >= 500) throw new Trouble("offline", "Портал сейчас не отвечает.", {}, answer.status);
  if (answer.status === 422 && answer.headers.get("Content-Type").startsWith("text/html")) return answer;
  if (answer.status === 422) {
    const { errors } = await answer.json();
    throw new Trouble("refused", Object.values(errors).flat().join(" "), errors);
  }
  if (!answer.ok) throw new Trouble("refused", REFUSED[answer.status] ?? "Портал не смог это записать.");
  return answer;
}

export const askJson = async (path, sent) => (await ask(path, sent)).json();

export function newUid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((one) => one.toString(16).padStart(2, "0")).join("");
}
