// The session ends, or somebody signs in in another tab, while a page is open: the page asks whose the
// session is before it sends a form. The same account goes on where it was, by a sign-in over the
// page; another account gets nothing of the page and is led to its own desk.
//
//   isDoubtful()     whether the page was out of sight, is a minute old, or has another CSRF cookie;
//                    only then a page asks, and what slips through is given back by the server
//                    (associations/accounts/views/given_back.py)
//   stillSignedIn()  asks the server, and for a sign-in if need be → true to go on with a fresh token;
//                    fails where the server doesn't answer
//   signIn()         the sign-in over the page → true when the same account has signed in
import { cookie } from "./cookie.js";
import { SIGN_OUT, letGo } from "./kept_forms.js";
import { offerKeys } from "./keys.js";
import { NO_CONNECTION, tell } from "./tell.js";

const SESSION = "/accounts/session/";
const DOOR = "/accounts/login/";
const TRUSTED_FOR = 60_000;
const PATIENCE = 10_000;

const csrfToken = () => cookie("csrftoken");
const mine = () => document.body.dataset.account ?? "";

let heardAt = performance.timeOrigin;
let token = csrfToken();
document.addEventListener("visibilitychange", () => (heardAt = 0));

export const isDoubtful = () =>
  !navigator.onLine || token !== csrfToken() || Date.now() - heardAt > TRUSTED_FOR;

// A step before a form is sent: see forms.js.
export const sameSession = {
  isDue: isDoubtful,
  async ask(form) {
    try {
      return await stillSignedIn(form);
    } catch {
      tell(NO_CONNECTION);
      return false;
    }
  },
};

export async function stillSignedIn(form) {
  const { account, csrf } = await whoseSession();
  if (mine() && account !== mine()) {
    return account || form?.matches(SIGN_OUT) ? toOwnDesk() : signIn();
  }
  renew(csrf);
  return true;
}

async function whoseSession() {
  const answer = await fetch(SESSION, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
  if (!answer.ok) throw new Error(`${SESSION}: ${answer.status}`);
  return answer.json();
}

function renew(csrf) {
  for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = csrf;
  document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": csrf }));
  heardAt = Date.now();
  token = csrfToken();
}

function toOwnDesk() {
  letGo();
  location.assign("/");
  return false;
}

const dialog = document.createElement("dialog");
dialog.className = "question";
dialog.setAttribute("aria-labelledby", "sign-in-again");
dialog.innerHTML = `
  <h2 id="sign-in-again">Войдите снова</h2>
  <p>Сеанс закончился. Всё набранное осталось на странице.</p>
  <div data-door></div>
  <button class="btn btn-link" type="button">Не сейчас</button>`;
dialog.querySelector("button").addEventListener("click", () => dialog.close());
dialog.addEventListener("submit", knock);

let opened = null;
export function signIn() {
  opened ??= openDoor().finally(() => (opened = null));
  return opened;
}

async function openDoor() {
  document.dispatchEvent(new CustomEvent("portal:signed-out"));
  const door = await askDoor();
  dialog.returnValue = "";
  document.body.append(dialog);
  dialog.showModal();
  await showDoor(door);
  return new Promise((answer) => {
    dialog.addEventListener("close", () => answer(dialog.returnValue === "same"), { once: true });
  });
}

const askDoor = () => fetch(DOOR, { cache: "no-store" });

// The portal's own sign-in page is asked and answered, with all its limits; only its forms are shown.
async function showDoor(answer) {
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const forms = page.querySelectorAll(".door form:not([data-elsewhere])");
  const place = dialog.querySelector("[data-door]");
  place.replaceChildren(...(forms.length ? forms : page.querySelectorAll(".door p")));
  offerKeys(place);
  place.querySelector("[aria-invalid=true], input:not([type=hidden])")?.focus();
}

async function knock(event) {
  event.preventDefault();
  const body = new URLSearchParams(new FormData(event.target));
  try {
    const { action } = event.target;
    const answer = await fetch(action, { method: "POST", body, redirect: "manual" });
    const { account, csrf } = await whoseSession();
    if (account && account !== mine()) return toOwnDesk();
    // A right password may be followed by a second step, to which the door leads.
    if (!account) return await showDoor(answer.type === "opaqueredirect" ? await askDoor() : answer);
    renew(csrf);
    dialog.close("same");
  } catch {
    const sentence = document.createElement("p");
    sentence.setAttribute("role", "alert");
    sentence.textContent = NO_CONNECTION;
    dialog.querySelector("[data-door]").prepend(sentence);
  }
}
