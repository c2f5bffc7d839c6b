"""Repairs of what the check found: written as actions on rows, taken back, refused where stale."""

from dataclasses import replace
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from events.checks import Finding, repair
from events.drafting.queries.inspection import findings_of_plan
from events.drafting.queries.row_values import row_values
from events.drafting.queries.stored_content import read_content
from events.drafting.rules.importing import import_content
from events.drafting.rules.repairs import (
    GONE,
    STALE,
    repair_finding,
)
from events.drafting.rules.rows import edit_event
from events.drafting.rules.sections import contents_of, delete_section
from events.drafting.rules.undo import CHANGED_SINCE, NOT_UNDOABLE, UNDONE, undo_change
from events.models import Change, Plan, Responsible
from events.plan.codec import fingerprint, to_json
from events.plan.content import PlanContent, ResponsibleContent
from plans_portal.lib.versions import version_of
from tests.drafts import APPROVER, REPORT, row, section
from tests.drafts import plan as content_of
from tests.plans import bring_to

LIST = (
    "Родительские собрания:\n"
    "- «Первый класс: как помочь» (27.09.2026);\n"
    "- «Подросток и книга» (25 октября 2026);\n"
    "- «Каникулы дома» (29.11.2026)."
)
PEOPLE = (ResponsibleContent("Ветлугин О. Н.", "person"), ResponsibleContent("Совет"))


def stored(cast, *rows, **values) -> Plan:
    content = content_of(section(*rows, REPORT), **values)
    return import_content(association=cast.association, content=content, by=cast.actor("chair"))


def found(plan: Plan, code: str) -> Finding:
    (finding,) = [one for one in findings_of_plan(plan) if one.code == code]
    return finding


def repaired(cast, plan: Plan, code: str, who: str = "chair") -> Change:
    seen = fingerprint(read_content(plan))
    return repair_finding(plan=plan, key=found(plan, code).key, seen=seen, by=cast.actor(who))


def bare(content: PlanContent) -> dict[str, object]:
    """Everything but the uids of parts, which a repair makes anew."""
    values = to_json(content)
    for one in values["sections"]:
        for event in one["events"]:
            for part in event.get("events", ()):
                part.pop("uid", None)
    return values


DEFECTS: dict[str, dict[str, Any]] = {
    "double_space": {"rows": (row("Сбор  книг"), row("Слёт"))},
    "latin_letters": {"rows": (row("Сбор", responsible=(ResponsibleContent("Cовет"),)),)},
    "dated_events": {"rows": (row("Слёт"), row(LIST, "в течение года", responsible=PEOPLE))},
    "doubled": {"rows": (row("Круглый стол молодых"), row("Круглый стол молодых"), row("Смотр"))},
    "row_empty": {"rows": (row("Сбор"), row("", "", responsible=()), row("Смотр"))},
    "numbers": {"rows": (row("Сбор"), row("Слёт", number="4."), row("Смотр", number="4."))},
    "stamp": {"rows": (row(),), "steps": (replace(APPROVER, heading="Утверждено:"),)},
}


@pytest.mark.parametrize("code", DEFECTS)
def test_it_writes_what_the_repair_says_and_can_be_taken_back(cast, code):
    values = dict(DEFECTS[code])
    plan = stored(cast, *values.pop("rows"), **values)
    before = read_content(plan)
    wanted = repair(before, found(plan, code))
    change = repaired(cast, plan, code)
    after = read_content(plan)
    assert bare(after) == bare(wanted)
    assert fingerprint(after) == fingerprint(wanted) != fingerprint(before)
    undo_change(change=change, by=cast.actor("secretary"))
    assert read_content(plan) == before


def test_it_mends_the_title_and_the_heading_of_a_section(cast):
    content = content_of(
        section(row(), REPORT, heading="Учёба  и отдых"), title=("План  работы", "на 2026 год")
    )
    plan = import_content(association=cast.association, content=content, by=cast.actor("chair"))
    before = read_content(plan)
    keys = [one.key for one in findings_of_plan(plan) if one.code == "double_space"]
    changes = []
    for key in keys:
        seen = fingerprint(read_content(plan))
        changes.append(repair_finding(plan=plan, key=key, seen=seen, by=cast.actor("chair")))
        plan.refresh_from_db()
    assert plan.title == "План работы\nна 2026 год"
    assert plan.sections.get().heading == "Учёба и отдых"
    for change in changes:
        undo_change(change=change, by=cast.actor("chair"))
    plan.refresh_from_db()
    assert read_content(plan) == before


def test_parts_become_rows_under_one_number_and_go_back(cast):
    plan = stored(cast, row(LIST, "в течение года", responsible=PEOPLE), row("Слёт"))
    first = repaired(cast, plan, "dated_events")
    split = read_content(plan)
    second = repaired(cast, plan, "dated_events")
    spread = read_content(plan)
    assert [one.same_number for one in spread.sections[0].events] == [0, 1, 1, 1, 0, 0]
    assert [one.title for one in spread.sections[0].events][-2:] == ["Слёт", "Отчёт о работе"]
    undo_change(change=second, by=cast.actor("chair"))
    assert read_content(plan) == split
    undo_change(change=first, by=cast.actor("chair"))
    assert plan.events.filter(parent__isnull=False).count() == 0


def test_people_keep_whom_of_the_directory_they_name(cast):
    person = cast.person("secretary")
    plan = stored(cast, row(LIST, "в течение года", responsible=PEOPLE))
    Responsible.objects.filter(text="Ветлугин О. Н.").update(person=person)
    repaired(cast, plan, "dated_events")
    repaired(cast, plan, "dated_events")
    named = Responsible.objects.filter(event__plan=plan, text="Ветлугин О. Н.")
    assert {one.person for one in named} == {person}
    assert named.count() == 4


def test_terms_of_new_rows_are_read(cast):
    plan = stored(cast, row(LIST, "в течение года"))
    change = repaired(cast, plan, "dated_events")
    parts = plan.events.filter(parent__isnull=False)
    assert {part.term_kind for part in parts} == {"date"}
    assert all(part.occurrences.count() == 1 for part in parts)
    undo_change(change=change, by=cast.actor("chair"))
    assert not plan.events.filter(parent__isnull=False).exists()


def test_history_keeps_the_words_before_and_after(cast):
    plan = stored(cast, row("Сбор  книг"))
    change = repaired(cast, plan, "double_space")
    actions = list(plan.changes.order_by("id").values_list("action", flat=True))
    assert actions == ["import_content", "repair_finding"]
    [edit] = change.patch or []
    assert (edit["before"], edit["after"]) == ({"title": "Сбор  книг"}, {"title": "Сбор книг"})
    assert change.words.startswith("Исправлено по проверке: Убрать лишние пробелы. Строка 1")
    assert change.by_name == cast.actor("chair").name


def test_stale_page_repairs_nothing(cast):
    plan = stored(cast, row("Сбор  книг"), row("Слёт"))
    key, seen = found(plan, "double_space").key, fingerprint(read_content(plan))
    other = plan.events.get(title="Слёт")
    old = row_values(other)
    edit_event(
        event=other,
        values=replace(old, title="Смотр"),
        expected_version=version_of(old),
        by=cast.actor("chair"),
    )
    with pytest.raises(ValidationError, match=STALE[:30]) as refusal:
        repair_finding(plan=plan, key=key, seen=seen, by=cast.actor("chair"))
    assert refusal.value.code == "stale"
    assert plan.events.filter(title="Сбор  книг").exists()


def test_finding_that_is_gone_or_has_no_certain_repair_is_refused(cast):
    plan = stored(cast, row("Слёт", ""))
    seen = fingerprint(read_content(plan))
    with pytest.raises(ValidationError, match=GONE):
        repair_finding(plan=plan, key="double_space:x:title", seen=seen, by=cast.actor("chair"))
    key = found(plan, "row_without_term").key
    with pytest.raises(ValidationError, match="сам не исправит"):
        repair_finding(plan=plan, key=key, seen=seen, by=cast.actor("chair"))
    assert plan.changes.count() == 1


@pytest.mark.parametrize("field", ["title", "term"])
def test_undo_is_refused_only_where_somebody_changed_the_same_cell_since(cast, field):
    plan = stored(cast, row("Сбор  книг"))
    change = repaired(cast, plan, "double_space")
    event = plan.events.get(title="Сбор книг")
    old = row_values(event)
    edit_event(
        event=event,
        values=replace(old, **{field: "май"}),
        expected_version=version_of(old),
        by=cast.actor("secretary"),
    )
    if field == "title":
        with pytest.raises(ValidationError, match=CHANGED_SINCE[:30]):
            undo_change(change=change, by=cast.actor("chair"))
    else:
        undo_change(change=change, by=cast.actor("chair"))
        assert plan.events.get(pk=event.pk).title == "Сбор  книг"
    assert getattr(plan.events.get(pk=event.pk), field) == "май"


def test_undo_is_refused_the_second_time_and_for_other_actions(cast):
    plan = stored(cast, row("Сбор  книг"))
    change = repaired(cast, plan, "double_space")
    undo_change(change=change, by=cast.actor("chair"))
    with pytest.raises(ValidationError, match=UNDONE):
        undo_change(change=change, by=cast.actor("chair"))
    with pytest.raises(ValidationError, match=NOT_UNDOABLE[:30]):
        undo_change(change=plan.changes.get(action="import_content"), by=cast.actor("chair"))


def test_undo_of_another_row_doesnt_mind_changes_elsewhere(cast):
    plan = stored(cast, row("Сбор  книг"), row("Слёт  юных"))
    (one, other) = [f.key for f in findings_of_plan(plan) if f.code == "double_space"]
    seen = fingerprint(read_content(plan))
    first = repair_finding(plan=plan, key=one, seen=seen, by=cast.actor("chair"))
    seen = fingerprint(read_content(plan))
    repair_finding(plan=plan, key=other, seen=seen, by=cast.actor("chair"))
    undo_change(change=first, by=cast.actor("chair"))
    titles = list(plan.events.order_by("order").values_list("title", flat=True))
    assert titles[:2] == ["Сбор  книг", "Слёт юных"]


def test_row_of_a_deleted_section_is_not_brought_back(cast):
    content = content_of(
        section(row("", "", responsible=()), row("Сбор"), uid="a" * 32),
        section(row(), REPORT, uid="b" * 32),
    )
    plan = import_content(association=cast.association, content=content, by=cast.actor("chair"))
    change = repaired(cast, plan, "row_empty")
    gone = plan.sections.get(uid="a" * 32)
    version = version_of(contents_of(plan, gone))
    delete_section(section=gone, expected_version=version, by=cast.actor("chair"))
    with pytest.raises(ValidationError, match=CHANGED_SINCE[:30]):
        undo_change(change=change, by=cast.actor("chair"))


@pytest.mark.parametrize("who", ["curator", "stranger", "foreigner", "superuser"])
def test_only_authors_repair_and_take_back(cast, who):
    plan = stored(cast, row("Сбор  книг"), row("Слёт  юных"))
    key = next(one.key for one in findings_of_plan(plan) if one.code == "double_space")
    seen = fingerprint(read_content(plan))
    with pytest.raises(PermissionDenied):
        repair_finding(plan=plan, key=key, seen=seen, by=cast.actor(who))
    change = repair_finding(plan=plan, key=key, seen=seen, by=cast.actor("chair"))
    with pytest.raises(PermissionDenied):
        undo_change(change=change, by=cast.actor(who))


def test_nothing_is_repaired_or_taken_back_in_a_sent_plan(cast):
    plan = stored(cast, row("Сбор  книг"), row("Слёт  юных"))
    (one, other) = [f.key for f in findings_of_plan(plan) if f.code == "double_space"]
    seen = fingerprint(read_content(plan))
    change = repair_finding(plan=plan, key=one, seen=seen, by=cast.actor("chair"))
    plan = bring_to(plan, "signoff")
    seen = fingerprint(read_content(plan))
    with pytest.raises(ValidationError, match="на согласовании"):
        repair_finding(plan=plan, key=other, seen=seen, by=cast.actor("chair"))
    with pytest.raises(ValidationError, match="на согласовании"):
        undo_change(change=change, by=cast.actor("chair"))
