"""Repairs of what the check found: written as actions on rows, taken back, refused where stale."""

from dataclasses import replace
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from events.checks import Finding, repair
from events.drafting.models.plan import new_uid
from events.drafting.queries.inspection import findings_of_plan
from events.drafting.queries.row_values import row_values
from events.drafting.queries.stored_content import read_content
from events.drafting.rules.dismissals import GONE, STALE, restore_finding
from events.drafting.rules.importing import import_content
from events.drafting.rules.repairs import repair_finding
from events.drafting.rules.rows import edit_event
from events.drafting.rules.sections import contents_of, delete_section
from events.drafting.rules.undo import CHANGED_SINCE, NOT_UNDOABLE, UNDONE, undo_change
from events.models import Change, Plan, Requirement, Responsible
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
    return repair_finding(plan=plan, reference=found(plan, code).reference, by=cast.actor(who))


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
    "typed_number": {"rows": (row("1. Сбор"), row("Слёт"))},
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
    references = [one.reference for one in findings_of_plan(plan) if one.code == "double_space"]
    changes = []
    for reference in references:
        changes.append(repair_finding(plan=plan, reference=reference, by=cast.actor("chair")))
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


@pytest.mark.parametrize("title", ["Слёт", "Сбор  книг и тетрадей"])
def test_finding_is_repaired_unless_its_own_words_changed_meanwhile(cast, title):
    plan = stored(cast, row("Сбор  книг"), row("Слёт"))
    reference = found(plan, "double_space").reference
    is_other = title == "Слёт"
    event = plan.events.get(title=title if is_other else "Сбор  книг")
    old = row_values(event)
    edit_event(
        event=event,
        values=replace(old, title="Смотр" if is_other else title),
        expected_version=version_of(old),
        by=cast.actor("secretary"),
    )
    if is_other:
        repair_finding(plan=plan, reference=reference, by=cast.actor("chair"))
        assert plan.events.filter(title="Сбор книг").exists()
        return
    with pytest.raises(ValidationError, match=STALE[:30]) as refusal:
        repair_finding(plan=plan, reference=reference, by=cast.actor("chair"))
    assert refusal.value.code == "stale"
    assert plan.events.filter(title=title).exists()


def test_finding_that_is_gone_or_has_no_certain_repair_is_refused(cast):
    plan = stored(cast, row("Слёт", ""))
    with pytest.raises(ValidationError, match=GONE):
        repair_finding(plan=plan, reference="double_space:x:title:0", by=cast.actor("chair"))
    reference = found(plan, "row_without_term").reference
    with pytest.raises(ValidationError, match="сам не исправит"):
        repair_finding(plan=plan, reference=reference, by=cast.actor("chair"))
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
    (one, other) = [f.reference for f in findings_of_plan(plan) if f.code == "double_space"]
    first = repair_finding(plan=plan, reference=one, by=cast.actor("chair"))
    repair_finding(plan=plan, reference=other, by=cast.actor("chair"))
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
    reference = next(f.reference for f in findings_of_plan(plan) if f.code == "double_space")
    with pytest.raises(PermissionDenied):
        repair_finding(plan=plan, reference=reference, by=cast.actor(who))
    change = repair_finding(plan=plan, reference=reference, by=cast.actor("chair"))
    with pytest.raises(PermissionDenied):
        undo_change(change=change, by=cast.actor(who))


def test_nothing_is_repaired_or_taken_back_in_a_sent_plan(cast):
    plan = stored(cast, row("Сбор  книг"), row("Слёт  юных"))
    (one, other) = [f.reference for f in findings_of_plan(plan) if f.code == "double_space"]
    change = repair_finding(plan=plan, reference=one, by=cast.actor("chair"))
    plan = bring_to(plan, "signoff")
    with pytest.raises(ValidationError, match="на согласовании"):
        repair_finding(plan=plan, reference=other, by=cast.actor("chair"))
    with pytest.raises(ValidationError, match="на согласовании"):
        undo_change(change=change, by=cast.actor("chair"))


def test_list_that_was_split_is_not_told_of_again(cast):
    plan = stored(cast, row(LIST, "в течение всего периода"))
    repaired(cast, plan, "dated_events")
    again = found(plan, "dated_events")
    assert again.text.endswith("а в графе срока — «в течение всего периода».")
    [dismissed] = plan.dismissed_findings.all()
    assert f"{dismissed.key}:{dismissed.version}" == again.reference
    assert dismissed.reason == "Так решил автор: «Разнести по вложенным мероприятиям»."
    # Who wants rows of their own after all takes it back, and is offered that.
    restore_finding(plan=plan, reference=again.reference, by=cast.actor("chair"))
    repaired(cast, plan, "dated_events")
    assert not [one for one in findings_of_plan(plan) if one.code == "dated_events"]
    assert not plan.dismissed_findings.exists()


def require(cast, **values) -> None:
    Requirement.objects.create(institution=cast.institution, kind=cast.association.kind, **values)


def test_row_that_is_asked_for_is_added_once_and_goes_back(cast):
    require(cast, report_month=1, report_day=15)
    content = content_of(section(row("Сбор книг"), row("Слёт")))
    plan = import_content(association=cast.association, content=content, by=cast.actor("chair"))
    before = read_content(plan)
    reference, key = found(plan, "report_missing").reference, new_uid()
    by = cast.actor("chair")
    change = repair_finding(plan=plan, reference=reference, key=key, by=by)
    assert repair_finding(plan=plan, reference=reference, key=key, by=by) == change
    events = list(plan.events.order_by("order"))
    assert [one.title for one in events] == ["Сбор книг", "Слёт", "Отчёт о работе за 2026 год"]
    assert (events[-1].term, events[-1].term_kind) == ("до 15 января 2027 г.", "deadline")
    assert change.event_uid == events[-1].uid
    assert change.words.startswith("Добавлена строка «Отчёт о работе за 2026 год» по проверке.")
    undo_change(change=change, by=by)
    assert read_content(plan) == before


def test_meeting_is_added_to_an_empty_section(cast):
    require(cast, meetings=1)
    content = content_of(section(row("Слёт"), REPORT), section(uid="b" * 32, heading="Заседания"))
    plan = import_content(association=cast.association, content=content, by=cast.actor("chair"))
    repaired(cast, plan, "meetings_too_few")
    added = plan.events.get(section__heading="Заседания")
    assert (added.title, added.is_meeting, added.order) == ("Заседание", True, 1)


def test_chosen_meaning_of_a_term_gives_its_days(cast):
    plan = stored(cast, row("Слёт", "март или апрель"), row("Сбор"))
    doubt, by = found(plan, "term_doubt"), cast.actor("chair")
    change = repair_finding(plan=plan, reference=doubt.reference, choice=1, by=by)
    event = plan.events.get(title="Слёт")
    assert event.term_choice == "month 2026-04-01/2026-04-30"
    assert [str(one) for one in event.occurrences.all()] == ["01.04.2026"]
    undo_change(change=change, by=by)
    event.refresh_from_db()
    assert (event.term_choice, event.occurrences.count()) == ("", 0)


@pytest.mark.parametrize("choice", [-1, 2])
def test_choice_that_is_not_offered_is_refused(cast, choice):
    plan = stored(cast, row("Слёт", "март или апрель"))
    doubt = found(plan, "term_doubt")
    with pytest.raises(ValidationError, match="сам не исправит"):
        repair_finding(plan=plan, reference=doubt.reference, choice=choice, by=cast.actor("chair"))
