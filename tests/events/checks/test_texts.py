"""Every place of a plan that has words."""

from dataclasses import replace

from events.checks import check_content, repair
from events.plan.content import (
    AgendaItemContent,
    ResponsibleContent,
)
from tests.drafts import APPROVER, codes, plan, row, section


def test_slips_are_found_in_every_place_that_holds_words():
    agenda = (AgendaItemContent("Итоги  года", "Рощин О."),)
    text = section(
        kind="text", uid="goals", heading="Цели  года", paragraphs=("Одна.", "Две  цели.")
    )
    content = plan(
        text,
        section(
            row(
                "Заседание о чтении",
                agenda=agenda,
                responsible=(ResponsibleContent("Совет  центра"),),
            ),
            uid="rows",
        ),
        title=("План  работы",),
        steps=(replace(APPROVER, position="Директор  института"),),
    )
    found = [finding for finding in check_content(content) if finding.code == "double_space"]
    assert {(one.uid, one.field) for one in found} == {
        ("", "title"),
        ("goals", "heading"),
        ("goals", "paragraphs"),
        ("rowse1", "responsible"),
        ("rowse1", "agenda"),
        ("t1", "position"),
    }
    mended = content
    for one in found:
        mended = repair(mended, one)
    assert "double_space" not in codes(mended)
    assert mended.sections[1].events[0].agenda[0].speaker == "Рощин О."
