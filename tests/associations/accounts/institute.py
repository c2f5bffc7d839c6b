"""A small OpenID Connect server of an institute, on a port of this machine."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt

SECRET = "of the institute, long enough for a key of HS256"


class Server(ThreadingHTTPServer):
    """Where the institute is, who comes, and what the portal has posted."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Institute)
        self.address = f"http://127.0.0.1:{self.server_port}"
        self.person: dict[str, object] = {}
        self.asked: list[dict[str, str]] = []


class _Institute(BaseHTTPRequestHandler):
    """Answers what allauth asks."""

    server: Server

    def do_GET(self) -> None:
        """Give the configuration, or the person of a token."""
        here = self.server.address
        if self.path.endswith("/.well-known/openid-configuration"):
            self.give(
                {
                    "issuer": here,
                    "authorization_endpoint": f"{here}/authorize",
                    "token_endpoint": f"{here}/token",
                    "userinfo_endpoint": f"{here}/person",
                    "jwks_uri": f"{here}/keys",
                    "token_endpoint_auth_methods_supported": ["client_secret_post"],
                }
            )
        else:
            assert self.headers["Authorization"] == "Bearer pass"
            self.give(self.server.person)

    def do_POST(self) -> None:
        """Give a token for the code."""
        told = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.server.asked.append({name: values[0] for name, values in told.items()})
        now = int(time.time())
        claims = {"iss": self.server.address, "aud": "portal", "iat": now, "exp": now + 60}
        token = jwt.encode({**claims, **self.server.person}, SECRET, algorithm="HS256")
        self.give({"access_token": "pass", "token_type": "Bearer", "id_token": token})

    def give(self, words: dict[str, object]) -> None:
        """Answer with JSON."""
        data = json.dumps(words).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def institute() -> Iterator[Server]:
    """Run the server."""
    server = Server()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def state_in(address: str) -> str:
    """Give the state that the portal has put into an address of the institute."""
    return parse_qs(urlsplit(address).query)["state"][0]
