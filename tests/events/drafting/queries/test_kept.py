"""What was worked out of an edition is kept for other processes, and never stands in the way."""

import pytest
from django.core.cache import caches

from events.drafting.queries.kept import kept_of_edition


@pytest.fixture
def folder(settings, tmp_path):
    backend = "django.core.cache.backends.filebased.FileBasedCache"
    kept = {"BACKEND": backend, "LOCATION": tmp_path / "kept"}
    settings.CACHES = {**settings.CACHES, "editions": kept}
    return tmp_path / "kept"


def never() -> tuple[str, ...]:
    raise AssertionError("it is kept")


def test_work_is_done_once_for_all_processes(folder):
    assert kept_of_edition(lambda: ("one",), "check", 1) == ("one",)
    # As another process would: with nothing in its memory.
    caches.close_all()
    assert kept_of_edition(never, "check", 1) == ("one",)
    assert kept_of_edition(lambda: ("other",), "check", 2) == ("other",)


def test_nothing_found_is_kept_too(folder):
    assert kept_of_edition(tuple, "check", 1) == ()
    assert kept_of_edition(never, "check", 1) == ()


def test_broken_file_costs_the_work_again(folder):
    kept_of_edition(lambda: ("one",), "check", 1)
    [file] = folder.iterdir()
    file.write_bytes(b"no pickle")
    assert kept_of_edition(lambda: ("again",), "check", 1) == ("again",)


def test_folder_that_cannot_be_written_is_no_error(folder):
    folder.write_text("a file stands where the folder should")
    assert kept_of_edition(lambda: ("one",), "check", 1) == ("one",)
