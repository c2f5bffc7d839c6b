"""Fixtures of the outbox: a mail server, and a letter to a curator."""

import pytest

from associations.letters.rules.writing import Words, write_letter
from associations.vocabulary import LetterKind
from tests.associations.letters.mail_server import running


@pytest.fixture
def mail_server(settings):
    """Run a real mail server and send all letters to it."""
    with running() as (server, mailer):
        settings.MAILERS = {"default": mailer}
        yield server


@pytest.fixture
def write(cast):
    """Write a letter to one of the cast."""

    def write(who="curator", kind=LetterKind.APPROVED, **others):
        words = Words(
            "План утверждён", ("Здравствуйте!", "План утверждён."), "Открыть", "/plans/1/"
        )
        others = {"institution": cast.institution, **others}
        return write_letter(kind=kind, to=cast.user(who), words=words, **others)

    return write
