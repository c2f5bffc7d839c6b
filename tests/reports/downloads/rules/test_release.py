"""What draws the papers: all that runs when one is drawn is in the hash, and what isn't is not."""

import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import get_template
from django.test.signals import template_rendered
from django.urls import reverse

from events.models import Plan
from reports.downloads.rules import release
from reports.paper import pdf
from reports.paper.pdf import fetcher
from reports.paper.shown import Shown
from tests.house.tree import ROOT
from tests.plans import make_plan

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def files():
    return release.printing_sources()[0]


# It only finds a file by its name, and that file is hashed.
BESIDE = {ROOT / "plans_portal/web/static_files.py"}


@contextmanager
def watched(monkeypatch):
    """Give the files of the tree whose code runs, which are rendered, or which are looked up."""
    names: set[str] = set()
    found: set[Path] = set()

    def look(frame, event, _value):
        if event == "call":
            names.add(frame.f_code.co_filename)

    def rendered(template, **_):
        names.add(template.origin.name)

    def find(name, *args):
        path = real(name, *args)
        names.add(str(path))
        return path

    real = finders.find
    monkeypatch.setattr(finders, "find", find)
    template_rendered.connect(rendered)
    sys.setprofile(look)
    try:
        yield found
    finally:
        sys.setprofile(None)
        template_rendered.disconnect(rendered)
    elsewhere = (ROOT / "tests", ROOT / ".venv")
    paths = {path for name in names if (path := Path(name)).is_relative_to(ROOT)}
    found |= {path for path in paths if not any(map(path.is_relative_to, elsewhere))} - BESIDE


@pytest.mark.parametrize("layout", ["omo-directions", "rmc-directions"])
@pytest.mark.parametrize("status", ["draft", "signoff", "approved"])
def test_whatever_runs_when_a_paper_is_drawn_is_hashed(monkeypatch, files, layout, status):
    plan = make_plan(layout, rows=3, status=status)
    plan = Plan.objects.select_related("association", "layout", "edition").get(pk=plan.pk)
    fetcher.paper_style.cache_clear()
    # The first address and the first template import every page and every tag there is.
    reverse("healthz")
    get_template("reports/paper/paper.html")
    with watched(monkeypatch) as found:
        data = pdf.render(Shown(plan, plan.edition).document())
    assert data.startswith(b"%PDF")
    # It has seen something of each kind.
    assert {
        "paper.css",
        "Tinos_400Regular.ttf",
        "paper.html",
        "_table.html",
        "renderer.py",
    } <= {file.name for file in found}
    assert {file.relative_to(ROOT) for file in found - set(files)} == set()


@pytest.mark.parametrize(
    "name",
    [
        "oversight/views/desk.py",
        "drafting/views/plan.py",
        "oversight/queries.py",
        "signoff/rules/deciding.py",
    ],
)
def test_what_draws_no_paper_is_not_hashed(files, name):
    assert (ROOT / "events" / name).is_file()
    assert ROOT / "events" / name not in files
    assert ROOT / "templates/reports/downloads/print_job.html" not in files


def test_libraries_below_are_hashed():
    names = {library.partition(" ")[0].lower() for library in release.printing_sources()[1]}
    assert {"weasyprint", "pydyf", "fonttools", "segno", "django", "tinycss2"} <= names
    assert "python-docx" not in names


def test_each_changed_file_and_library_makes_another_hash(tmp_path, files):
    libraries, before = ("weasyprint 70.0",), release.digest(files, ("weasyprint 70.0",))
    assert release.digest(files, ("weasyprint 70.1",)) != before
    for place, file in enumerate(files):
        changed = tmp_path / file.name
        changed.write_bytes(file.read_bytes() + b"\n")
        assert release.digest((*files[:place], changed, *files[place + 1 :]), libraries) != before
        changed.write_bytes(file.read_bytes())
        assert release.digest((*files[:place], changed, *files[place + 1 :]), libraries) == before


def test_every_process_says_the_same():
    words = "import django; django.setup(); from reports.downloads.rules.release import RELEASE; print(RELEASE)"
    told = subprocess.run(
        [sys.executable, "-c", words],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "7"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == release.RELEASE
