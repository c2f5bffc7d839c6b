// Asks the server for the plan's page: JSON goes out and comes back. Every failure is a thrown Trouble.

export class Trouble extends Error {
  // kind: "offline", "signed-out" or "refused"; a refusal has its sentences by field, and a code.
  constructor(kind, words, errors = {}, code = "") {
    super(words);
    Object.assign(this, { kind, errors, code });
  }
}

const REFUSED = {
  403: "Это действие вам не разрешено. Обновите страницу: возможно, изменились ваши права.",
  404: "Этого на портале уже нет. Обновите страницу.",
  413: "Текст слишком длинный. Разделите его на части.",
};

export const base = () => document.querySelector("[data-plan]").dataset.plan;

export async function ask(path, sent) {
  const address = path.startsWith("/") ? path : base() + path;
  const headers = { Accept: "application/json" };
  const init = { headers, credentials: "same-origin" };
  if (sent !== undefined) {
    headers["X-CSRFToken"] = document.querySelector("#sheet [name=csrfmiddlewaretoken]").value;
    headers["Content-Type"] = "application/json";
    Object.assign(init, { method: "POST", body: JSON.stringify(sent) });
  }
  let answer;
  try {
    answer = await fetch(address, init);
  } catch {
    throw new Trouble("offline", "Нет связи с порталом.");
  }
  if (answer.redirected && new URL(answer.url).pathname.startsWith("/accounts/")) {
    throw new Trouble("signed-out", "Сеанс закончился.");
  }
  if (answer.status >= 500) throw new Trouble("offline", "Портал сейчас не отвечает.");
  if (answer.status === 422) {
    const { errors, code } = await answer.json();
    throw new Trouble("refused", Object.values(errors).flat().join(" "), errors, code);
  }
  if (!answer.ok) throw new Trouble("refused", REFUSED[answer.status] ?? "Портал не смог это записать.");
  return answer;
}

export const askJson = async (path, sent) => (await ask(path, sent)).json();

export function newUid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((one) => one.toString(16).padStart(2, "0")).join("");
}
