// What is typed is kept in this browser (IndexedDB) until the portal has taken it. After a crash, a
// closed tab or the end of a session it is offered again, to the same account only: computers in
// schools are shared. After 14 days it is wiped.
//
//   keep(place, field, text, base)  keeps a text, and what the field held when it was opened
//   keptIn(place)                   all that is kept there, the oldest first:
//                                   [{ field, text, base, at, opened, … }], `at` in milliseconds
//   waiting()                       all that is kept for this account
//   drop(words)                     the portal has these words, or nobody wants them
//
// A place is the address to which the words go, `#` and what tells its forms apart. Each opening of
// a page keeps its own words, so that words which wait to be inserted are not overwritten.
// Nothing here fails: where a browser can't keep words, the person is told so once.
import { createStore, delMany, entries, set } from "../vendor/idb-keyval/dist/index.js";
import { cookie } from "./cookie.js";
import { tell } from "./tell.js";

const KEPT_FOR = 14 * 24 * 60 * 60 * 1000;
const CANNOT =
  "Этот браузер не может хранить несохранённое: если закрыть страницу, набранное пропадёт. Записывайте чаще.";

// Tells this opening of the page from all others.
export const OPENED = `${Date.now()}-${Math.random().toString(36).slice(2, 6)}`;

const account = () => document.body.dataset.account;
const keyOf = ({ place, opened, field }) => [account(), place, opened, field];
// The name under which a form says to the server what it has sent: see TakenWordsMiddleware.
export const sentAs = ({ opened, place }) => `${opened}:${encodeURIComponent(place)}`;

let store;
// A browser that has no IndexedDB throws here at once, one with a full disk later.
async function inStore(action) {
  store ??= createStore("portal", "kept");
  return action(store);
}

export async function keep(place, field, text, base) {
  if (!account()) return;
  const title = document.querySelector("h1")?.textContent.trim();
  const words = { account: account(), place, opened: OPENED, field, text, base, title, at: Date.now() };
  try {
    await inStore((kept) => set(keyOf(words), words, kept));
  } catch {
    tellOnce();
  }
}

export const keptIn = async (place) => (await waiting()).filter((one) => one.place === place);

// All that is kept for this account, the oldest first.
export async function waiting() {
  const all = account() ? await inStore(entries).catch(() => []) : [];
  const isOld = ([, one]) => one.at < Date.now() - KEPT_FOR;
  const old = all.filter(isOld).map(([key]) => key);
  if (old.length) await inStore((kept) => delMany(old, kept)).catch(() => {});
  const mine = all.filter((one) => !isOld(one) && one[1].account === account());
  return mine.map(([, one]) => one).sort((a, b) => a.at - b.at);
}

export async function drop(words) {
  if (words.length) await inStore((kept) => delMany(words.map(keyOf), kept)).catch(() => {});
}

// The answer to a form has named, by a cookie, whose words were taken.
export async function dropTaken() {
  const taken = cookie("taken").split("|");
  if (!taken[0]) return;
  await drop((await waiting()).filter((one) => taken.includes(sentAs(one))));
  document.cookie = "taken=; path=/; max-age=0; samesite=lax";
}

function tellOnce() {
  if (cookie("cannot_keep")) return;
  document.cookie = "cannot_keep=told; path=/; samesite=lax";
  tell(CANNOT, "warning");
}
