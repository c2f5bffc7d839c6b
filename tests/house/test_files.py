"""What may lie in the tree: lengths, hosts, locks, reasons."""

import json
import re
import tomllib
from itertools import chain
from pathlib import Path

import pytest

from tests.house.tree import ROOT, files_with, project_files, said

LONGEST = 400
LONGEST_TEMPLATE = 150
PYTHON_LOCKS = ("requirements.txt", "requirements-dev.txt", "requirements-setup.txt")

# Ink, not pages: no browser ever gets them, and a column's width is data.
PAPER = ("templates/reports/paper",)

# Written in pieces, so that this file itself names no host.
REGISTRIES = ["pypi" + ".org", "python" + "hosted.org", "npmjs" + ".", "yarnpkg" + ".com"]
NETWORKS = ["jsdelivr" + ".net", "unpkg" + ".com", "cdnjs" + ".", "googleapis" + ".com"]


def length(path: Path) -> int:
    return path.read_text(encoding="utf-8").count("\n")


@pytest.mark.parametrize(
    ("suffixes", "longest"),
    [
        ((".py", ".css", ".js", ".sh"), LONGEST),
        ((".html",), LONGEST_TEMPLATE),
    ],
)
def test_no_file_outgrows_a_reader(suffixes, longest):
    too_long = {
        said(path): length(path) for path in files_with(*suffixes) if length(path) > longest
    }
    assert too_long == {}


@pytest.mark.parametrize("host", REGISTRIES + NETWORKS)
def test_no_registry_and_no_foreign_network_is_named(host):
    texts = [path for path in project_files() if path.suffix not in {".docx", ".pdf", ".png"}]
    naming = [said(path) for path in texts if host.encode() in path.read_bytes()]
    assert naming == []


def test_python_locks_hold_hashes_and_no_address():
    for name in PYTHON_LOCKS:
        text = (ROOT / name).read_text()
        assert "://" not in text
        pinned = re.findall(r"^[a-z0-9].*==", text, re.MULTILINE)
        blocks = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
        assert len(pinned) == len(blocks)
        assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []


def test_npm_lock_holds_hashes_and_no_address():
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    outside = {name: package for name, package in packages.items() if name}
    assert [name for name, package in outside.items() if "resolved" in package] == []
    assert [name for name, package in outside.items() if "integrity" not in package] == []


def test_each_dependency_has_its_reason():
    text = (ROOT / "pyproject.toml").read_text()
    project = tomllib.loads(text)
    lines = [line.strip() for line in text.splitlines()]
    without = []
    groups = project["dependency-groups"].values()
    for wanted in chain(project["project"]["dependencies"], *groups):
        at = lines.index(f'"{wanted}",')
        # One reason may stand over a few lines that belong together.
        while lines[at].startswith('"'):
            at -= 1
        if not lines[at].startswith("# "):
            without.append(wanted)
    assert without == []


def test_no_third_party_file_is_kept():
    kept = [said(path) for path in project_files() if path.name.endswith((".min.js", ".min.css"))]
    assert kept == []


def test_templates_have_no_inline_script_or_style():
    """A letter is no page: mail programs keep no other styles than those inside of an element."""
    found = [
        said(path)
        for path in files_with(".html")
        if re.search(
            r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\bsrc=)|\bhx-on|javascript:",
            re.sub(r"{%.*?%}", "", path.read_text(encoding="utf-8")),
        )
        and not said(path).startswith((*PAPER, "templates/associations/letters/letter.html"))
    ]
    assert found == []
