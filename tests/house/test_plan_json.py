"""What docs/plan-json.md tells other programs is true."""

import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from associations.vocabulary import AssociationKind
from events.plan.codec import NOT_ON_PAPER, canonical_bytes, fingerprint
from events.plan.content import (
    AgendaItemContent,
    EventContent,
    LayoutContent,
    PlanContent,
    ResponsibleContent,
    SectionContent,
    StepContent,
)
from events.plan.period import PeriodKind
from events.plan.roles import ColumnRole
from events.plan.vocabulary import (
    Mode,
    Numbering,
    Orientation,
    ResponsibleAs,
    ResponsibleKind,
    SectionKind,
    SectionNumbers,
    ShownAs,
    Verb,
)
from events.terms import TermKind
from tests.events.plan.test_codec import DEFAULTS, NEEDED, SIGNED, frozen
from tests.house.tree import ROOT

PAGE = (ROOT / "docs" / "plan-json.md").read_text(encoding="utf-8")


def test_example_computes_the_portals_fingerprint(tmp_path):
    content = PlanContent(
        title=("План работы", "на 2027 год"),
        steps=(StepContent(uid="a" * 32, name="И.\u00a0И.\u00a0Пример", office="chair"),),
        sections=(
            SectionContent(
                uid="b" * 32,
                heading="Раздел «Ёлка»",
                events=(
                    EventContent(
                        uid="c" * 32,
                        meeting=True,
                        title="Первая строка\nвторая строка",
                        agenda=(AgendaItemContent("Вопрос", "Докладчик"),),
                        responsible=(ResponsibleContent("СИРО", "organisation"),),
                    ),
                ),
            ),
        ),
    )
    assert computed(canonical_bytes(content), tmp_path) == fingerprint(content)


@pytest.mark.parametrize("version", SIGNED)
def test_example_computes_it_of_every_format(version, tmp_path):
    assert computed(frozen(version).encode(), tmp_path) == SIGNED[version]


def computed(plan: bytes, folder: Path) -> str:
    """Give what the example on the page prints for the file."""
    (example,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    (folder / "fingerprint.py").write_text(example, encoding="utf-8")
    (folder / "plan.json").write_bytes(plan)
    run = subprocess.run(
        [sys.executable, "-I", "fingerprint.py", "plan.json"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout.strip()


@pytest.mark.parametrize(
    "form", [PlanContent, LayoutContent, SectionContent, EventContent, StepContent]
)
def test_each_field_is_told(form):
    assert [one.name for one in fields(form) if f"`{one.name}`" not in PAGE] == []


def test_what_the_fingerprint_leaves_out_is_told():
    (told,) = re.findall(r"OFF_PAPER = \{(.*?)\}", PAGE)
    assert set(re.findall(r"\w+", told)) == NOT_ON_PAPER


@pytest.mark.parametrize(
    ("words", "values"),
    [
        ("| `association` | object | `kind`: ", AssociationKind),
        ("| `period` | object | `kind`: ", PeriodKind),
        ("| `sections_as` | string | ", ShownAs),
        ("| `section_numbers` | string | ", SectionNumbers),
        ("| `numbering` | string | ", Numbering),
        ("| `responsible_as` | string | ", ResponsibleAs),
        ("| `orientation` | string | ", Orientation),
        ("Roles of columns: ", ColumnRole),
        ("| `kind` | string | ", SectionKind),
        ("`who`: ", ResponsibleKind),
        ("| `verb` | string | ", Verb),
        ("| `mode` | string | ", Mode),
    ],
)
def test_each_value_is_told(words, values):
    told = re.split(r";|\n\n|\|", PAGE.partition(words)[2])[0]
    # The default is told first.
    assert sorted(re.findall(r"`(\w+)`", told)) == sorted(values.values)


def test_kinds_of_a_chosen_term_are_told():
    told = PAGE.partition("The kinds are ")[2].partition(". It settles")[0]
    # Words that name no days give nothing to choose from.
    daily = [kind for kind in TermKind.values if kind not in ("on_demand", "unknown")]
    assert re.findall(r"`(\w+)`", told) == daily


def test_defaults_that_are_words_or_numbers_are_told():
    named = {
        (name, default)
        for form in DEFAULTS.values()
        for name, default in form.items()
        if default and isinstance(default, str | int) and default != NEEDED
    }
    lines = [line for line in PAGE.splitlines() if "(default" in line]
    untold = [
        (name, default)
        for name, default in sorted(named)
        if not any(
            f"`{name}`" in line and re.search(rf"{default}`? \(default", line) for line in lines
        )
    ]
    assert untold == []
