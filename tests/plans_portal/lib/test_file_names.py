"""Names of files: readable, safe on every system, and unlike each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans_portal.lib.file_names import LONGEST, file_name, unique_name

UNFIT = set('<>:"/\\|?*')


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("План работы на 2027 год", "План работы на 2027 год.pdf"),
        ('План "А/Б": встречи\n?', "План А Б встречи.pdf"),
        ("план\u202efdp.exe", "план fdp.exe.pdf"),
        ("пл\u200bан\u2066", "пл ан.pdf"),
        ("../..", "План.pdf"),
        ("", "План.pdf"),
        ("CON", "_CON.pdf"),
        ("com1.план", "_com1.план.pdf"),
        ("Конкурс", "Конкурс.pdf"),
    ],
)
def test_name_is_readable_and_safe(title, name):
    assert file_name(title, "pdf") == name


def test_long_title_keeps_its_end_which_tells_plans_apart():
    name = file_name(
        "План " + "очень длинного объединения " * 9 + "на 2026–2027 учебный год", "docx"
    )
    assert len(name) <= LONGEST
    assert name.startswith("План очень длинного")
    assert name.endswith(" … на 2026–2027 учебный год.docx")


@given(st.text(max_size=400))
def test_any_title_makes_a_name_that_fits(title):
    name = file_name(title, "xlsx")
    assert len(name) <= LONGEST
    assert len(name.encode()) <= 255
    assert not set(name) & UNFIT
    assert name.isprintable()
    assert not name.startswith((" ", "."))


def test_names_that_are_alike_are_numbered():
    taken: set[str] = set()
    names = [unique_name(name, taken) for name in ("План.pdf", "план.PDF", "План.pdf", "План.docx")]
    assert names == ["План.pdf", "план (2).PDF", "План (3).pdf", "План.docx"]


def test_long_names_stay_within_their_length():
    taken: set[str] = set()
    name = file_name("я" * 300, "pdf")
    names = {unique_name(name, taken) for _ in range(12)}
    assert len(names) == 12
    assert max(map(len, names)) <= LONGEST
