"""Everything that a document says is wanted of its file."""

import dataclasses

import pytest

from events.plan.stamps import Stamp
from reports.paper.document import Document, build_document
from reports.paper.wanted_lines import wanted_lines
from tests.reports.paper.papers import plan_of

WITHOUT_TEXT = {"name_first", "hand_line", "recorded", "step_uid"}


@pytest.mark.parametrize("place", ["agreements", "approvals", "closing"])
def test_texts_of_every_stamp_field_are_wanted(place):
    fields = {f.name for f in dataclasses.fields(Stamp)} - WITHOUT_TEXT
    stamp = Stamp(**{name: (name,) if name in ("position", "mark") else name for name in fields})
    document = Document("План", ("План",), **{place: (stamp,)})
    assert fields <= {one.words for one in wanted_lines(document)}


def test_a_row_has_a_cell_or_none_for_each_column_and_labels_that_may_come_again():
    document = build_document(plan_of("Первая", "Вторая", sections_as="merged"), status="draft")
    first, second = list(wanted_lines(document))[-2:]
    assert first.cells == ("  1.", "  Встречи", "  Первая", "  май")
    assert second.cells == ("  2.", None, "  Вторая", "  май")
    assert second.again[1] == first.again[1]
    assert "  Встречи (продолжение)" in second.again[1]
    assert (second.again[2], second.again[3]) == ((), ())


def test_only_of_a_long_label_the_word_alone_may_come_again():
    def again(label):
        content = plan_of("Первая", "Вторая", sections_as="merged")
        section = dataclasses.replace(content.sections[0], heading=label)
        document = build_document(dataclasses.replace(content, sections=(section,)), status="draft")
        return list(wanted_lines(document))[-1].again

    assert again("Встречи")[1] == ("  Встречи (продолжение)", "  Встречи (продолжение)")
    assert again("встречи школ " * 30)[1][-1] == "(продолжение)"
    # A number is never said again without the word.
    assert set(again("Встречи")[0]) == {"  2. (продолжение)"}
