"""What several tests need: a template that is really wrong, a server that notes who asks it."""

import copy
import http.server
import threading
from typing import Any

import pytest


@pytest.fixture(scope="session")
def soffice(tmp_path_factory) -> list[str]:
    """Give the beginning of a command of LibreOffice, with a profile that only its first run makes."""
    profile = tmp_path_factory.mktemp("libreoffice") / "profile"
    return ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless"]


@pytest.fixture
def careless(settings, tmp_path):
    """Let the paper's template leave out every term, as a mistake of ours might."""
    folder = tmp_path / "reports" / "paper"
    folder.mkdir(parents=True)
    table = (settings.BASE_DIR / "templates/reports/paper/_table.html").read_text()
    wrong = table.replace("{{ one.text }}", "{% if cell.role != 'term' %}{{ one.text }}{% endif %}")
    assert wrong != table
    (folder / "_table.html").write_text(wrong)
    templates = copy.deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"] = [tmp_path, *templates[0]["DIRS"]]
    settings.TEMPLATES = templates


@pytest.fixture
def asked():
    """Give the paths that a server on this machine was asked for, and its address."""
    paths: list[str] = []

    class Listener(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_response(404)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield paths, f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
