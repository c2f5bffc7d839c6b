"""Rows of an edited table find their plan again."""

import pytest

from events.checks import with_uids
from events.plan.content import EventContent, LayoutContent, SectionContent
from events.plan.outline import outline
from events.plan.vocabulary import ShownAs
from reports.office_files.docx.edited_table import Edits, read_table
from reports.sources.source_document import Run, SourceCell, SourceParagraph, SourceTable
from tests.reports.paper.papers import plan_of

UIDS = ["a" * 32, "b" * 32]
HEAD = ("№ п/п", "Направление", "Наименование мероприятия", "Сроки проведения")


def content_of(shown="band"):
    plan = plan_of()
    layout = LayoutContent(columns=plan.layout.columns, sections_as=ShownAs(shown))
    rows = tuple(
        EventContent(uid=uid, title=title, term="май")
        for uid, title in zip(UIDS, ("Встреча первая", "Смотр знаний"), strict=True)
    )
    sections = (SectionContent(heading="Встречи", events=rows),)
    return with_uids(plan_of().__class__(layout=layout, sections=sections))


def table_of(*rows, keys=()):
    """Make a table; a row of one text is a band."""
    made = []
    for at, texts in enumerate((HEAD, *rows)):
        span = len(HEAD) if len(texts) == 1 else 1
        made.append(
            tuple(
                SourceCell(at, place, 1, span, (SourceParagraph((Run(text),)),))
                for place, text in enumerate(texts)
            )
        )
    return SourceTable(tuple(made), len(HEAD), 1, keys=("", *keys) if keys else ())


def read(*rows, keys=(), shown="band"):
    content = content_of(shown)
    (block,) = outline(content)
    merged = frozenset({"s1"}) if shown == "merged" else frozenset()
    edits = Edits(content.layout, merged)
    read_table(block, table_of(*rows, keys=keys), edits)
    return edits


def titles(edits):
    return [(event.uid[:1], event.title) for event in edits.rows["s1"]]


def test_row_is_found_by_its_key_whatever_it_says_now():
    rows = (["Встречи"], ["1.", "", "Иное", "июль"], ["2.", "", "Смотр знаний", "май"])
    assert titles(read(*rows, keys=("", *UIDS))) == [("a", "Иное"), ("b", "Смотр знаний")]


def test_row_without_a_key_is_found_by_its_words():
    rows = (["Встречи"], ["2.", "", "Смотр всех знаний", "май"])
    assert titles(read(*rows)) == [("b", "Смотр всех знаний")]


def test_copied_row_is_a_new_row():
    rows = (["Встречи"], ["1.", "", "Встреча первая", "май"], ["1.", "", "Встреча новая", "май"])
    edits = read(*rows, keys=("", UIDS[0], UIDS[0]))
    assert [title for _, title in titles(edits)] == ["Встреча первая", "Встреча новая"]
    assert [event.uid == UIDS[0] for event in edits.rows["s1"]] == [True, False]


def test_empty_row_is_no_row_and_a_strange_band_is_told():
    rows = (["Встречи"], ["3.", "", "", ""], ["Совсем новый раздел"])
    edits = read(*rows)
    assert titles(edits) == []
    assert edits.unplaced == ["Совсем новый раздел"]


def test_words_of_bands_and_heads_are_edits():
    edits = read(["Заседания"])
    assert edits.texts == {("s1", "label"): "Заседания"}
    assert read(["Встречи"]).texts == {}


@pytest.mark.parametrize(
    ("words", "texts"), [("Встречи", {}), ("Дела", {("s1", "heading"): "Дела"})]
)
def test_common_cell_of_a_direction_is_the_heading(words, texts):
    rows = (["1.", words, "Встреча первая", "май"], ["2.", "", "Смотр знаний", "май"])
    edits = read(*rows, keys=UIDS, shown="merged")
    assert edits.texts == texts
    assert titles(edits) == [("a", "Встреча первая"), ("b", "Смотр знаний")]


def test_number_is_typed_only_where_it_was_changed():
    rows = (["Встречи"], ["1.", "", "Встреча первая", "май"], ["7", "", "Смотр знаний", "май"])
    edits = read(*rows, keys=("", *UIDS))
    assert [event.number for event in edits.rows["s1"]] == ["", "7"]
    assert edits.renumbered == {UIDS[1]}
