"""Content that was made elsewhere, kindly or not: what is taken, what is refused in words."""

from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError
from django.urls import NoReverseMatch, reverse

from events.drafting.models.plan import UID
from events.drafting.queries.stored_content import read_content
from events.drafting.rules.importing import MAX_ROWS, import_content
from events.models import Layout, Plan
from events.plan.codec import ContentError, from_json, to_json
from events.plan.content import EventContent, PeriodContent, PlanContent, SectionContent
from events.plan.outline import TableBlock, TextBlock, outline
from tests.factories import TODAY
from tests.plans import author_of, make_plan, make_staffed_association


@pytest.fixture
def content(db) -> PlanContent:
    return read_content(make_plan("moc-results", rows=1))


def bring(content: PlanContent) -> Plan:
    association = make_staffed_association(kind="moc")
    return import_content(
        association=association, content=content, by=author_of(association, TODAY)
    )


def with_rows(content: PlanContent, *events: EventContent) -> PlanContent:
    section = replace(content.sections[0], events=events)
    return replace(content, sections=(section,))


@pytest.mark.parametrize("uid", ["../../4/recall/?", "x", "", "A" * 32, "0" * 31])
def test_uid_that_is_none_gets_a_new_one(content, uid):
    plan = bring(with_rows(content, EventContent(uid=uid, title="Встреча")))
    assert UID.fullmatch(plan.events.get().uid)


def test_uid_stays_and_its_double_gets_a_new_one(content):
    uid = "0123456789abcdef" * 2
    plan = bring(with_rows(content, *[EventContent(uid=uid, title="Встреча")] * 2))
    first, second = plan.events.order_by("order")
    assert first.uid == uid
    assert second.uid != uid


def test_address_takes_nothing_but_a_uid():
    with pytest.raises(NoReverseMatch):
        reverse("events:event_move", args=[1, "../../4/recall/?"])


@pytest.mark.parametrize(
    ("starts", "ends"),
    [("0001-01-01", "9998-11-30"), ("2027-01-01", "2030-01-01"), ("1200-01-01", "1200-12-31")],
)
def test_period_out_of_reason_is_refused(content, starts, ends):
    period = PeriodContent("custom", starts, ends)
    with pytest.raises(ValidationError, match="ериод плана"):
        bring(replace(content, period=period))


def test_plan_of_too_many_rows_is_refused(content):
    many = (EventContent(title="Встреча"),) * (MAX_ROWS + 1)
    with pytest.raises(ValidationError, match="не больше"):
        bring(with_rows(content, *many))


def test_shape_that_came_with_a_file_waits_for_staff(content):
    columns = (replace(content.layout.columns[0], heading="Пункт"), *content.layout.columns[1:])
    plan = bring(replace(content, layout=replace(content.layout, columns=columns)))
    assert not Layout.objects.get(pk=plan.layout_id).is_active


@pytest.mark.parametrize(
    "strange",
    [
        {"city": "Луго\x00борск"},
        {"city": "Луго\ud800борск"},
        {"title": [["План"]]},
        {"layout": {"sections_as": []}},
        {"layout": {"columns": [{"role": "event", "heading": "Дело", "width": -40}]}},
    ],
)
def test_strange_json_is_refused_in_a_sentence(strange):
    with pytest.raises(ContentError, match="В файле плана"):
        from_json({**to_json(PlanContent()), **strange})


def test_nesting_without_end_is_refused():
    event: dict[str, object] = {"title": "Встреча"}
    for _ in range(100):
        event = {"title": "Встреча", "events": [event]}
    values = {**to_json(PlanContent()), "sections": [{"events": [event]}]}
    with pytest.raises(ContentError, match="вложенность"):
        from_json(values)


def test_rows_and_sub_sections_of_a_text_section_are_drawn(content):
    row = EventContent(title="Встреча наставников")
    child = SectionContent(heading="Занятия", events=(EventContent(title="Занятие первое"),))
    section = SectionContent(
        kind="text", heading="Задачи", paragraphs=("Учить",), events=(row,), sections=(child,)
    )
    text, table = outline(replace(content, sections=(section,)))
    assert isinstance(text, TextBlock)
    assert isinstance(table, TableBlock)
    assert [one.event.title for one in table.rows] == ["Встреча наставников", "Занятие первое"]


def test_paragraphs_of_a_table_section_are_drawn(content):
    section = replace(content.sections[0], heading="Дела", lead_in="", paragraphs=("Первое слово",))
    (table,) = outline(replace(content, sections=(section,)))
    assert isinstance(table, TableBlock)
    assert "Первое слово" in (table.lead_in, *(getattr(line, "label", "") for line in table.lines))
