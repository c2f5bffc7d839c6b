"""A real mail server in a thread, which can be told to refuse letters or to break off."""

from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message

from aiosmtpd.controller import Controller


class MailServer:
    """Takes letters, or answers with `refusal`; with `breaks_off` it hangs up after the text.

    With `is_closed` it answers, but takes nobody in."""

    def __init__(self) -> None:
        self.taken: list[Message] = []
        self.refusal = ""
        self.breaks_off = False
        self.is_closed = False
        self.asked = 0

    async def handle_EHLO(self, _server, session, _envelope, name, answers) -> list[str]:  # noqa: N802
        """Greet who comes, or say that the service is closed."""
        session.host_name = name
        return ["421 closed"] if self.is_closed else answers

    async def handle_HELO(self, server, session, _envelope, name) -> str:  # noqa: N802
        """Greet as in former times."""
        session.host_name = name
        return "421 closed" if self.is_closed else f"250 {server.hostname}"

    async def handle_RCPT(self, _server, _session, envelope, address, _options) -> str:  # noqa: N802
        """Take or refuse a reader."""
        self.asked += 1
        if self.refusal:
            return self.refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, _session, envelope) -> str:  # noqa: N802
        """Take the text."""
        self.taken.append(message_from_bytes(envelope.content))
        if self.breaks_off:
            server.transport.abort()
        return "250 taken"


class _AnyPort(Controller):
    """Listens on a port that the system has chosen, and looks for itself there."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def running() -> Iterator[tuple[MailServer, dict[str, object]]]:
    """Give a running server and the settings that lead to it."""
    server = MailServer()
    controller = _AnyPort(server, hostname="127.0.0.1", port=0)
    controller.start()
    options = {"host": "127.0.0.1", "port": controller.port, "timeout": 5}
    yield server, {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}
    controller.stop()
