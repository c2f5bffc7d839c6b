"""What docs/plan-json.md tells other programs is true."""

import re
import subprocess
import sys
from dataclasses import fields

import pytest

from events.content import (
    AgendaItemContent,
    EventContent,
    LayoutContent,
    PlanContent,
    ResponsibleContent,
    SectionContent,
    StepContent,
)
from events.plan.codec import NOT_ON_PAPER, canonical_bytes, fingerprint
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
    (example,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "fingerprint.py").write_text(example, encoding="utf-8")
    (tmp_path / "plan.json").write_bytes(canonical_bytes(content))
    run = subprocess.run(
        [sys.executable, "-I", "fingerprint.py", "plan.json"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == fingerprint(content)


@pytest.mark.parametrize(
    "form", [PlanContent, LayoutContent, SectionContent, EventContent, StepContent]
)
def test_each_field_is_told(form):
    assert [one.name for one in fields(form) if f"`{one.name}`" not in PAGE] == []


def test_what_the_fingerprint_leaves_out_is_told():
    (told,) = re.findall(r"OFF_PAPER = \{(.*?)\}", PAGE)
    assert set(re.findall(r"\w+", told)) == NOT_ON_PAPER
