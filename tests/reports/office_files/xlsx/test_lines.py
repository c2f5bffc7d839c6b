"""The rows and other texts of a plan for a workbook."""

from dataclasses import replace

from events.plan.content import EventContent, SectionContent
from reports.office_files.xlsx.lines import lines_of, other_texts
from tests.reports.paper.papers import plan_of


def test_sub_event_is_a_line_with_the_number_of_its_event():
    event = EventContent(title="Форум", events=(EventContent(title="Выставка"),))
    content = replace(plan_of(), sections=(SectionContent(heading="Встречи", events=(event,)),))
    forum, part = lines_of(content).lines
    assert (forum.number, forum.location.depth, forum.whole_title) == ("1.", 0, "")
    assert (part.number, part.location.depth, part.whole_title) == ("1.", 1, "Форум")
    assert part.location.section == "Встречи"


def test_texts_outside_the_rows_keep_their_section_and_order():
    section = SectionContent(kind="text", heading="Цель", lead_in="Одна:", paragraphs=("Учить",))
    texts = list(other_texts(replace(plan_of(), sections=(section,))))
    assert [text.section for text in texts] == ["Цель"] * len(texts)
    assert [text.text for text in texts] == ["Одна:", "Учить"]
