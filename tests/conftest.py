"""What every test may ask for: the seeds, a browser, PostgreSQL.

Knows how a missing part is treated: skipped on a desk, a failure where CI=true.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.cache import cache
from django.db import connection
from pytest_django.plugin import blocking_manager_key

from deploy.chromium import find_chromium
from tests.cast import cast
from tests.emptied import (
    empty_again_and_again,
    kept_in_tables,
    may_empty_quickly,
    run_as_owner_again,
    run_as_runtime_role,
    sql_to_empty,
)

__all__ = ["cast"]

if TYPE_CHECKING:
    from playwright.sync_api import (
        Browser,
        ConsoleMessage,
        Error,
        Page,
        Request,
        Response,
    )

ROOT = Path(__file__).resolve().parent.parent
BROWSER_TESTS = ROOT / "tests" / "browser"
CI = os.environ.get("CI", "").lower() in ("1", "true")
# The last four keep it from asking for hosts of its maker, which tests must never do.
BROWSER_FLAGS = [
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# How many times slower the browser's processor is to be: what waits on luck fails at 4.
SLOWED = int(os.environ.get("BROWSER_SLOWED", "1"))
# By these a test asks for the database, itself or through another fixture.
DATABASE_FIXTURES = {"db", "django_db_setup", "live_server", "transactional_db"}
# Refused requests are judged by their status: a page that says 404 or 409 is no fault of itself.
# The other two are what htmx says of a request that a newer one has replaced.
NO_FAULTS = ("Failed to load resource", "htmx:afterRequest", "htmx:sendAbort")


def missing(reason: str) -> None:
    """Skip on a desk; fail where CI=true, so that nothing goes untested unseen."""
    if CI:
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def is_transactional(item: pytest.Item) -> bool:
    """Tell whether the test really commits, so that its tables are emptied after it."""
    marker = item.get_closest_marker("django_db")
    fixtures = set(getattr(item, "fixturenames", ()))
    return bool(
        (marker and marker.kwargs.get("transaction"))
        or fixtures & {"transactional_db", "live_server"}
    )


def meets_database(item: pytest.Item) -> bool:
    """Tell whether the test may touch the database: pytest-django lets no other reach it."""
    fixtures = set(getattr(item, "fixturenames", ()))
    return bool(item.get_closest_marker("django_db") or fixtures & DATABASE_FIXTURES)


def is_of_a_page(item: pytest.Item) -> bool:
    """Tell whether the test asks a page: what a page reads and writes has tests of its own.

    On PostgreSQL the browser opens pages, and `test_unsent_words` opens every address.
    """
    return "views" in item.path.parts or item.path.name in ("test_views.py", "test_urls.py")


def is_left_to_the_other(item: pytest.Item) -> bool:
    """Tell whether this run says nothing of the test that the run on the other database doesn't."""
    if connection.vendor != "postgresql":
        return item.get_closest_marker("postgres") is not None
    alone = item.get_closest_marker("postgres") or item.get_closest_marker("browser")
    once = item.get_closest_marker("one_database")
    return not alone and (
        is_of_a_page(item) or bool(once and once.args[0]) or not meets_database(item)
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Run each test where it proves something, and keep what migrations wrote for all tests.

    SQLite has every test but those marked `postgres`. PostgreSQL has those which meet the database
    and are not of a page, unless it is not what they are about: `one_database("why")`.
    """
    stray = [
        item.nodeid
        for item in items
        if item.get_closest_marker("browser") and BROWSER_TESTS not in item.path.parents
    ]
    if stray:
        # A run of the browser's tests would not find them.
        raise pytest.UsageError(f"not in tests/browser: {', '.join(stray)}")
    for item in filter(is_transactional, items):
        marker = item.get_closest_marker("django_db")
        said = {**(marker.kwargs if marker else {}), "transaction": True}
        item.add_marker(pytest.mark.django_db(**said | {"serialized_rollback": True}), append=False)
    # What takes long begins first, so that no process works alone at the end.
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)
    left_out = [item for item in items if is_left_to_the_other(item)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if not is_left_to_the_other(item)]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """Bring the built-in layouts back after a test whose end has emptied every table.

    Such a test brings them back itself before it begins; the next one may be of the other kind.
    """
    if is_transactional(item):
        with item.config.stash[blocking_manager_key].unblock():
            # The limits of one test's visitors are not the next one's, and no model empties them.
            cache.clear()
    yield
    # After the last test the database of the tests is gone: `django_db_setup` sees to that.
    if is_transactional(item) and nextitem is not None and not is_transactional(nextitem):
        with item.config.stash[blocking_manager_key].unblock():
            bring_layouts_back()


def bring_layouts_back() -> None:
    """Write what migrations wrote, where a test that empties every table keeps it."""
    if kept := getattr(connection, "_test_serialized_contents", None):
        connection.creation.deserialize_db_from_string(kept)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Let PostgreSQL empty its tables, and have again what migrations wrote, at once.

    And let the tests work by the role by which a portal runs, which owns no table.

    Django takes a third of a second for each, before and after every test that commits.
    """
    if connection.vendor != "postgresql":
        yield
        return
    with pytest.MonkeyPatch.context() as patch:
        with django_db_blocker.unblock():
            # On the classes: within the loop of a browser there is another connection.
            bring_back = staticmethod(kept_in_tables())
            patch.setattr(type(connection.creation), "deserialize_db_from_string", bring_back)
            if is_quick := may_empty_quickly():
                patch.setattr(type(connection.ops), "sql_flush", staticmethod(sql_to_empty))
                patch.setattr(type(connection.ops), "execute_sql_flush", empty_again_and_again)
                run_as_runtime_role()
        yield
        with django_db_blocker.unblock():
            # The last test may have emptied them, and another run may use the same tables.
            bring_layouts_back()
            if is_quick:
                run_as_owner_again()


@pytest.fixture(scope="session")
def shared() -> Path:
    """Give the folder with the seeds and the design, which lies beside the checkout."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        missing("there is no ../shared beside the checkout")
    return folder


@pytest.fixture(autouse=True)
def _files_apart(settings, tmp_path) -> None:
    """Give each test a storage of its own, so none sees another's files."""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "files"},
        },
    }


@pytest.fixture(scope="session")
def _migrated_file(django_db_setup, django_db_blocker, tmp_path_factory) -> Path:
    """Write the empty database of the tests, which all migrations have made, into a file."""
    path = tmp_path_factory.mktemp("migrated") / "db.sqlite3"
    with django_db_blocker.unblock(), closing(sqlite3.connect(path)) as copy:
        connection.ensure_connection()
        connection.connection.backup(copy)
        # It has no tables where no test that was chosen is marked `django_db`.
        assert copy.execute("SELECT count(*) FROM django_migrations").fetchone() > (0,)
    return path


@pytest.fixture
def migrated_folder(_migrated_file: Path, tmp_path: Path) -> Path:
    """Give a folder whose SQLite database is at the newest migration: for `run_on_sqlite`."""
    shutil.copy(_migrated_file, tmp_path)
    return tmp_path


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """Start the machine's own Chromium once; nothing is ever downloaded."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    path = find_chromium()
    if path is None:
        missing("there is no Chromium on this machine")
    flags = [*BROWSER_FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=flags)
        yield chromium
        chromium.close()


class Tabs:
    """Lends the tests of a run one tab with JavaScript and one without, each as if it were new.

    A tab of its own costs a test more than most tests do themselves: a process is started, the
    style sheets are fetched and the scripts compiled again. What the portal stores in a browser,
    cookies and unsent words, is forgotten.
    """

    def __init__(self, browser: "Browser", address: str) -> None:
        """Open nothing yet."""
        self.browser, self.address = browser, address
        self.kept: dict[bool, Page] = {}

    def open(self, *, scripts: bool) -> "Page":
        """Open a tab of the portal in Russian, apart from all others."""
        context = self.browser.new_context(
            base_url=self.address,
            java_script_enabled=scripts,
            locale="ru-RU",
            timezone_id="Europe/Moscow",
        )
        context.set_default_timeout(30_000)
        tab = context.new_page()
        if SLOWED > 1:
            context.new_cdp_session(tab).send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
        return tab

    @contextmanager
    def lent(self, *, scripts: bool = True) -> "Iterator[Page]":
        """Give a tab with an empty page; one that can't be emptied afterwards is not lent again."""
        tab = self.kept.pop(scripts, None) or self.open(scripts=scripts)
        tab.context.clear_cookies()
        tab.set_viewport_size({"width": 1280, "height": 900})
        tab.emulate_media(media="null")
        yield tab
        tab.unroute_all()
        tab.goto("about:blank")
        stored = {"origin": self.address, "storageTypes": "indexeddb,local_storage"}
        session = tab.context.new_cdp_session(tab)
        session.send("Storage.clearDataForOrigin", stored)
        session.detach()
        self.kept[scripts] = tab


@pytest.fixture(scope="session")
def tabs(browser: "Browser", live_server) -> Tabs:
    """Give what lends the tabs; they are closed with the browser."""
    return Tabs(browser, live_server.url)


@pytest.fixture
def unwatched_page(tabs: Tabs) -> Iterator["Page"]:
    """Open an empty page, 1280 px wide, which may be refused something: `page` forbids that."""
    with tabs.lent() as tab:
        yield tab


@pytest.fixture
def plain_page(tabs: Tabs) -> Iterator["Page"]:
    """Open an empty page, 1280 px wide, whose browser runs no JavaScript."""
    with tabs.lent(scripts=False) as tab:
        yield tab


@pytest.fixture
def page(unwatched_page: "Page", live_server) -> Iterator["Page"]:
    """Open an empty page of the live server, 1280 px wide, in Russian.

    The test fails afterwards if the page ever wrote an error to its console (a broken content
    security policy among them), threw one, or asked another host for anything.
    """
    tab = unwatched_page
    faults: list[str] = []

    def watch_console(message: "ConsoleMessage") -> None:
        if message.type == "error" and not message.text.startswith(NO_FAULTS):
            faults.append(f"console: {message.text}")

    def watch_error(error: "Error") -> None:
        faults.append(f"error: {error}")

    def watch_request(request: "Request") -> None:
        if not request.url.startswith((live_server.url, "data:", "blob:", "about:")):
            faults.append(f"foreign host: {request.url}")

    def watch_response(response: "Response") -> None:
        asset = response.request.resource_type not in {"document", "fetch", "xhr"}
        if response.status >= HTTPStatus.INTERNAL_SERVER_ERROR or (
            asset and response.status >= HTTPStatus.BAD_REQUEST
        ):
            faults.append(f"{response.status}: {response.url}")

    tab.on("console", watch_console)
    tab.on("pageerror", watch_error)
    tab.on("request", watch_request)
    tab.on("response", watch_response)
    yield tab
    # The browser answers in order: with this answer, all that it had to tell before has come.
    tab.context.clear_cookies()
    tab.remove_listener("console", watch_console)
    tab.remove_listener("pageerror", watch_error)
    tab.remove_listener("request", watch_request)
    tab.remove_listener("response", watch_response)
    assert faults == []
