"""The store of drafts: every kind of change makes another key, and what is kept is the paper."""

import datetime as dt
import io

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from associations.models import Association, Person
from events.drafting.queries.row_values import row_values
from events.drafting.rules.plans import HeadingValues, edit_heading, heading_values
from events.drafting.rules.rows import (
    add_event,
    delete_event,
    duplicate_event,
    edit_event,
    move_event,
)
from events.drafting.rules.sections import (
    SectionValues,
    add_section,
    delete_section,
    edit_section,
    section_values,
)
from events.drafting.rules.steps import (
    StepValues,
    add_step,
    delete_step,
    edit_step,
    move_step,
    step_values,
)
from events.models import LayoutColumn, Plan
from plans_portal.lib.versions import version_of
from reports.downloads.rules import stored_drafts
from reports.models import StoredDraft
from reports.paper.shown import Shown, shown_to
from tests.plans import author_of, bring_to, make_plan, sign_next

pytestmark = pytest.mark.django_db


def reread(plan):
    related = ("association", "layout", "edition", "official")
    return Plan.objects.select_related(*related).get(pk=plan.pk)


def key(plan, edition=None):
    return stored_drafts.key_of(Shown(reread(plan), edition))


def changed(values, **said):
    return type(values)(**{n: getattr(values, n) for n in values.__slots__} | said)


def _edit_row(plan, by):
    event = plan.events.first()
    old = row_values(event)
    values = changed(old, title="Совсем другое мероприятие")
    edit_event(event=event, values=values, expected_version=version_of(old), by=by)


def _edit_agenda(plan, by):
    event = plan.events.filter(is_meeting=True).first()
    old = row_values(event)
    values = changed(old, agenda=old.agenda[:1])
    edit_event(event=event, values=values, expected_version=version_of(old), by=by)


def _add_row(plan, by):
    add_event(section=plan.sections.first(), values=row_values(plan.events.first()), by=by)


def _edit_section(plan, by):
    section = plan.sections.first()
    old = section_values(section)
    values = changed(old, heading="Новый заголовок")
    edit_section(section=section, values=values, expected_version=version_of(old), by=by)


def _delete_section(plan, by):
    section = plan.sections.last()
    from events.drafting.rules.sections import contents_of  # noqa: PLC0415

    delete_section(section=section, expected_version=version_of(contents_of(plan, section)), by=by)


def _edit_step(plan, by):
    step = plan.steps.first()
    old = step_values(step)
    values = changed(old, position="Исполняющий обязанности директора")
    edit_step(step=step, values=values, expected_version=version_of(old), by=by)


def _edit_heading(plan, by):
    values = HeadingValues("План встреч\nна 2027 год", "Заозёрск", "")
    edit_heading(plan=plan, values=values, expected_version=version_of(heading_values(plan)), by=by)


def _add_two_who_agree(plan):
    for name in ("А. А. Астра", "Б. Б. Береза"):
        values = StepValues(verb="agree", position="Эксперт", name=name)
        add_step(plan=plan, values=values, by=author_of(plan.association))


def _columns(plan):
    return LayoutColumn.objects.filter(layout=plan.layout, role="event")


EXPERT = StepValues(verb="agree", position="Эксперт", name="Е. Е. Ель")
ACTIONS = {
    "row changed": _edit_row,
    "agenda changed": _edit_agenda,
    "row added": _add_row,
    "row moved": lambda plan, by: move_event(event=plan.events.first(), direction="down", by=by),
    "row doubled": lambda plan, by: duplicate_event(event=plan.events.first(), by=by),
    "row deleted": lambda plan, by: delete_event(event=plan.events.first(), by=by),
    "section added": lambda plan, by: add_section(
        plan=plan, values=SectionValues(heading="Ещё раздел"), by=by
    ),
    "section changed": _edit_section,
    "section deleted": _delete_section,
    "step added": lambda plan, by: add_step(plan=plan, values=EXPERT, by=by),
    "step changed": _edit_step,
    "step moved": lambda plan, by: move_step(step=plan.steps.last(), direction="up", by=by),
    "step deleted": lambda plan, by: delete_step(step=plan.steps.filter(seat=None).first(), by=by),
    "heading changed": _edit_heading,
    "column renamed": lambda plan, _by: _columns(plan).update(heading="Что будет"),
    "column widened": lambda plan, _by: _columns(plan).update(width=99),
}


@pytest.mark.parametrize("action", ACTIONS)
def test_whatever_changes_the_paper_changes_the_key(action):
    plan = make_plan("rmc-directions", rows=3)
    _add_two_who_agree(plan)
    before, said = key(plan), Shown(reread(plan), None).document()
    ACTIONS[action](plan, author_of(plan.association))
    assert Shown(reread(plan), None).document() != said
    assert key(plan) != before


def test_every_stage_of_signing_has_its_key():
    plan = bring_to(make_plan("rmc-directions", rows=1), "signoff")
    keys, papers = set(), []
    while plan.status == Plan.Status.SIGNOFF:
        plan = reread(plan)
        keys.add(key(plan, plan.edition))
        papers.append(Shown(plan, plan.edition).document())
        plan = sign_next(plan)
    plan = reread(plan)
    keys.add(key(plan, plan.edition))
    papers.append(Shown(plan, plan.edition).document())
    assert len(papers) > 2
    assert len(keys) == len(papers)
    assert len(set(map(repr, papers))) == len(papers)


def test_plan_and_its_edition_have_keys_of_their_own():
    plan = bring_to(make_plan(rows=1), "returned")
    assert key(plan) != key(plan, plan.edition)


def test_what_is_not_on_paper_changes_neither():
    plan = make_plan(rows=1)
    before, said = key(plan), Shown(reread(plan), None).document()
    Person.objects.update(last_name="Иванова")
    assert key(plan) == before
    assert Shown(reread(plan), None).document() == said


def test_another_release_of_the_portal_prints_anew(monkeypatch):
    plan = make_plan(rows=1)
    before = key(plan)
    monkeypatch.setattr(stored_drafts, "RELEASE", "another")
    assert key(plan) != before


def test_key_takes_one_query(django_assert_num_queries):
    draft, sent = reread(make_plan(rows=9)), reread(make_plan(rows=1, status="signoff"))
    with django_assert_num_queries(1):
        stored_drafts.key_of(Shown(draft, None))
    with django_assert_num_queries(1):
        stored_drafts.key_of(Shown(sent, sent.edition))


# --- What is kept ---------------------------------------------------------------------------


@pytest.fixture
def plan(cast):
    return make_plan(association=cast.association, rows=2)


def draft(client, plan):
    answer = client.get(reverse("reports:draft_pdf", args=[plan.pk]))
    assert answer.status_code == 200
    answer.body = answer.getvalue()
    return answer


def test_second_look_comes_from_the_store(cast, plan):
    client = cast.client("chair")
    printed, stored = draft(client, plan), draft(client, plan)
    assert not printed.streaming
    assert stored.streaming
    assert stored.body == printed.body
    for name in ("ETag", "Content-Disposition", "Content-Type", "Cache-Control", "Content-Length"):
        assert stored[name] == printed[name]


def test_stored_paper_is_printed_by_nobody(cast, plan, monkeypatch):
    client = cast.client("chair")
    draft(client, plan)
    monkeypatch.setattr("reports.paper.pdf.render", lambda _document: pytest.fail("printed again"))
    monkeypatch.setattr(Shown, "document", lambda _shown: pytest.fail("built again"))
    assert draft(cast.client("secretary"), plan).body.startswith(b"%PDF")


def test_stored_paper_takes_as_many_queries_at_one_row_and_at_many(
    cast, plan, django_assert_num_queries
):
    client = cast.client("chair")
    many = make_plan("rmc-directions", association=cast.association, rows=20)
    counts = []
    for one in (plan, many):
        draft(client, one)
        with django_assert_num_queries(6) as captured:
            draft(client, one)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_who_may_not_read_the_rows_never_gets_them_from_the_store(cast, plan):
    plan = bring_to(plan, "returned")
    old = row_values(plan.events.first())
    by = author_of(plan.association)
    values = changed(old, title="Тайная поправка")
    edit_event(event=plan.events.first(), values=values, expected_version=version_of(old), by=by)
    authors, deciders = draft(cast.client("chair"), plan), draft(cast.client("agreer"), plan)
    assert authors["ETag"] != deciders["ETag"]
    again = draft(cast.client("agreer"), plan)
    assert again.streaming
    assert again.body == deciders.body
    plan = reread(plan)
    assert stored_drafts.key_of(shown_to(plan, cast.actor("agreer"))) in again["ETag"]


def test_new_words_take_the_place_of_the_old(cast, plan):
    client = cast.client("chair")
    draft(client, plan)
    first = StoredDraft.objects.get()
    _edit_row(plan, author_of(plan.association))
    draft(client, plan)
    assert StoredDraft.objects.get().key != first.key
    assert not default_storage.exists(first.file.name)


def test_lost_file_is_printed_again(cast, plan):
    client = cast.client("chair")
    draft(client, plan)
    default_storage.delete(StoredDraft.objects.get().file.name)
    assert not draft(client, plan).streaming
    assert draft(client, plan).streaming


def test_storage_that_takes_nothing_keeps_nobody_from_the_paper(cast, plan, settings, tmp_path):
    (tmp_path / "closed").write_text("a file where a folder should be")
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "closed"},
        }
    }
    assert draft(cast.client("chair"), plan).body.startswith(b"%PDF")
    assert not StoredDraft.objects.exists()


def _keep(plan, name, size):
    stored_drafts.store(key=name * 64, plan=plan, edition=None, title=name, data=b"x" * size)


def test_old_and_too_many_go_oldest_first(settings):
    now = timezone.now()
    plans = [make_plan(rows=1) for _ in range(3)]
    for plan, name in zip(plans, "abc", strict=True):
        _keep(plan, name, 100)
    assert stored_drafts.remove_old_drafts(now) == 0
    settings.STORED_DRAFTS_BYTES = 250
    assert stored_drafts.remove_old_drafts(now) == 1
    assert set(StoredDraft.objects.values_list("title", flat=True)) == {"b", "c"}
    assert (
        stored_drafts.remove_old_drafts(now + settings.STORED_DRAFTS_KEPT + dt.timedelta(days=1))
        == 2
    )
    assert not StoredDraft.objects.exists()


def test_file_without_a_row_goes_after_a_day():
    stray = default_storage.save("drafts/ab/stray.pdf", io.BytesIO(b"x"))
    now = timezone.now()
    assert stored_drafts.remove_old_drafts(now) == 0
    assert default_storage.exists(stray)
    assert stored_drafts.remove_old_drafts(now + dt.timedelta(days=2)) == 1
    assert not default_storage.exists(stray)


def test_renamed_association_does_not_show_an_older_paper():
    plan = make_plan(rows=1)
    before = key(plan)
    Association.objects.filter(pk=plan.association_id).update(name="Другое объединение")
    assert key(plan) != before
