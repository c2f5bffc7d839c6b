"""Fixtures of several rooms: a mail server that fails."""

import pytest


@pytest.fixture
def dead_mail(settings, tmp_path):
    """Keep letters in a folder that is a file: none can be kept."""
    folder = tmp_path / "letters"
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "OPTIONS": {"file_path": str(folder)},
        }
    }
    folder.touch()
