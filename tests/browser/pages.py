"""What the tests of pages share: a session, kept words, and what is wrong with a page."""

from typing import TYPE_CHECKING
from urllib.parse import quote

from axe_playwright_python.sync_playwright import Axe

from tests.cast import Cast
from tests.factories import PASSWORD

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

WIDTHS = (1280, 390)
# The commonest phone, and a page of 1280 magnified four times: here only the width is asked.
NARROW = (360, 320)
# One question for all three: each costs a round trip. What axe finds right is not sent.
FAULTS = """async () => {
  if (typeof axe === "undefined") return null;
  const { violations } = await axe.run({ resultTypes: ["violations"] });
  const faults = violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 200)}`);
  if (document.querySelectorAll("h1").length !== 1) faults.push("not one h1");
  if (document.documentElement.scrollWidth > window.innerWidth) faults.push("wider than the screen");
  return faults;
}"""


# The texts that the browser keeps (static/js/kept.js), made older by so many milliseconds.
STORED = """(older = 0) => new Promise((done) => {
  indexedDB.open("portal").onsuccess = ({ target: { result } }) => {
    const store = result.transaction("kept", "readwrite").objectStore("kept");
    store.getAll().onsuccess = ({ target: { result: all } }) => {
      for (const one of all) {
        const key = [one.account, one.place, one.opened, one.field];
        if (older) store.put({ ...one, at: one.at - older }, key);
      }
      store.transaction.oncomplete = () => (result.close(), done(all.map((one) => one.text)));
    };
  };
})"""


def sign_in(page, live_server, cast: Cast, who: str) -> None:
    """Put the session of one of the cast into the browser, whoever was signed in before."""
    page.context.clear_cookies()
    if cast.users[who] is None:
        return
    session = cast.client(who).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])


def faults_of(page) -> list[str]:
    """Give what axe finds, a missing or second h1, and a page wider than the screen."""
    faults: list[str] | None = page.evaluate(FAULTS)
    if faults is None:
        # Half a megabyte, and its first run takes as long as three later ones: once in a page.
        page.evaluate(Axe().axe_script)
        faults = page.evaluate(FAULTS)
    assert faults is not None
    return faults


def faults_on(page, live_server, cast: Cast, pages: list[tuple[str, str]]) -> list[object]:
    """Open each page as the one who looks at it, and give what is wrong wide and narrow.

    No script of ours asks for the width, so a page that is made narrow is as one opened narrow.
    """
    found: list[object] = []
    widths = WIDTHS
    for who in dict.fromkeys(who for who, _ in pages):
        sign_in(page, live_server, cast, who)
        for address in [address for name, address in pages if name == who]:
            page.goto(address)
            assert page.url == live_server.url + quote(address, safe="/?=&")
            for width in widths:
                page.set_viewport_size({"width": width, "height": 800})
                found += [(width, who, address, fault) for fault in faults_of(page)]
            for width in NARROW:
                page.set_viewport_size({"width": width, "height": 800})
                if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
                    found.append((width, who, address, "wider than the screen"))
            # The next page is opened as wide as this one was left.
            widths = widths[::-1]
    return found


def wait_for_store(page, text: str) -> None:
    """Wait until the browser holds the text: what is typed is written behind the keys."""
    page.wait_for_function(f"async (text) => (await ({STORED})()).includes(text)", arg=text)


def wait_for_empty_store(page) -> None:
    """Wait until the browser keeps no words."""
    page.wait_for_function(f"async () => !(await ({STORED})()).length")


def fill_door(door: "Locator | Page", cast, who: str, password: str = PASSWORD) -> None:
    """Sign in through a form of the door, on a page or in a dialog."""
    door.locator("[name=login]").fill(cast.user(who).email)
    door.locator("[name=password]").fill(password)
    door.get_by_role("button", name="Войти").click()
