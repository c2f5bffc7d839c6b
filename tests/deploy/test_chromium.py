"""A browser counts only if it starts and prints its version."""

import pytest

from deploy.chromium import find_chromium


@pytest.fixture
def program(tmp_path, monkeypatch):
    """Make a program of that name, the only one on PATH."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CHROMIUM", raising=False)

    def make(name, code):
        file = tmp_path / name
        file.write_text(f"#!/bin/sh\nexit {code}\n")
        file.chmod(0o755)
        return str(file)

    return make


def test_program_that_answers_is_found(program):
    path = program("google-chrome", 0)
    assert find_chromium() == path


def test_stub_is_passed_over(program):
    program("chromium", 1)
    assert find_chromium() is None
    path = program("chromium-browser", 0)
    assert find_chromium() == path


def test_named_browser_is_the_only_one_tried(program, monkeypatch):
    program("chromium", 0)
    monkeypatch.setenv("CHROMIUM", program("mine", 1))
    assert find_chromium() is None
