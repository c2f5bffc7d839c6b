// Keys of the device (passkeys): a form with data-key has a hidden field `credential`, which the
// browser fills before the form is sent. `create` makes a key, `get` proves by one of the account's,
// `login` by any: its options are asked from the server when it comes to that. A browser without keys
// shows none of these forms; the page then says so in [data-no-key].
import { tell } from "./tell.js";

const REFUSED = "Ключ не подошёл, или вы закрыли окно. Попробуйте ещё раз или войдите иначе.";
const CAN = typeof PublicKeyCredential?.parseRequestOptionsFromJSON === "function";

export function offerKeys(root) {
  for (const note of root.querySelectorAll("[data-no-key]")) note.hidden = CAN;
  if (!CAN) return;
  for (const form of root.querySelectorAll("form[data-key]")) {
    form.hidden = false;
    form.elements.credential.value = "";
    form.addEventListener("submit", (event) => askFirst(form, event));
  }
}

async function askFirst(form, event) {
  if (form.elements.credential.value) return;
  event.preventDefault();
  event.stopPropagation();
  try {
    form.elements.credential.value = JSON.stringify(await credentialFor(form));
  } catch {
    tell(REFUSED);
    return;
  }
  form.requestSubmit();
}

async function credentialFor(form) {
  const { publicKey } = await optionsFor(form);
  if (form.dataset.key !== "create") {
    return navigator.credentials.get({
      publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey),
    });
  }
  const alone = form.elements.passwordless?.checked;
  publicKey.authenticatorSelection = {
    ...publicKey.authenticatorSelection,
    ...(alone && { residentKey: "required", requireResidentKey: true, userVerification: "required" }),
  };
  return navigator.credentials.create({
    publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey),
  });
}

async function optionsFor(form) {
  const told = form.querySelector("script[type='application/json']");
  if (told) return JSON.parse(told.textContent);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${form.action}: ${answer.status}`);
  return (await answer.json()).request_options;
}
