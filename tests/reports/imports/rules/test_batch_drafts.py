"""Files of a batch become drafts where nothing of them is doubtful."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from associations.models import Office
from events.models import Plan
from reports.imports.rules import batch
from reports.imports.rules.wizard import correct, undo_import
from reports.models import ImportSession
from reports.recognition import Correction
from tests.factories import TODAY
from tests.reports.imports.batches import bring, by_name, named, plan_file, read_all, stall

pytestmark = pytest.mark.django_db
State = ImportSession.State
DAY = dt.timedelta(days=1)


@pytest.fixture
def cast(cast):
    """Give the cast with associations that a title tells apart."""
    return named(cast)


@pytest.fixture
def sure(cast):
    """Two files without doubts, read: plans of both associations."""
    files = {
        "а.docx": plan_file(cast.association),
        "б.docx": plan_file(cast.other_association),
    }
    key = bring(cast, files)
    read_all(key)
    return key


def draft_all(key):
    for one in ImportSession.objects.filter(batch=key):
        batch.work_at_file(one.pk, on=TODAY)
    return by_name(key)


def test_drafts_are_made_of_sure_files_only(cast):
    files = {
        "верный.docx": plan_file(cast.association),
        "сомнения.docx": plan_file(cast.association, 2032, doubtful=True),
        "чей.docx": plan_file(None),
        "когда.docx": plan_file(cast.association, 0),
        "плохой.docx": b"no plan",
    }
    key, by = bring(cast, files), cast.actor("methodist")
    found = read_all(key)
    assert found["сомнения.docx"].doubts
    assert found["чей.docx"].association is None
    assert found["когда.docx"].period_start is None
    assert batch.ask_drafts(batch=key, by=by) == 1
    found = draft_all(key)
    assert {name for name, one in found.items() if one.state == State.DONE} == {"верный.docx"}
    plan = Plan.objects.get()
    assert (plan.association, plan.status) == (cast.association, "draft")
    assert plan.created_by == cast.user("methodist")
    assert found["верный.docx"].plan == plan
    with pytest.raises(ValidationError, match="посмотрите каждый"):
        batch.ask_drafts(batch=key, by=by)


def test_each_file_has_its_own_luck(cast, sure):
    files = {"второй.docx": plan_file(cast.association), "третий.docx": b"no plan"}
    more = bring(cast, files)
    read_all(more)
    by = cast.actor("methodist")
    assert [batch.ask_drafts(batch=key, by=by) for key in (sure, more)] == [2, 1]
    found = draft_all(sure) | draft_all(more)
    done = [name for name, one in found.items() if one.state == State.DONE]
    assert len(done) == 2
    assert "б.docx" in done
    (other,) = {"а.docx", "второй.docx"} - set(done)
    assert (found[other].state, found[other].plan) == (State.READ, None)
    assert "уже есть план" in found[other].refusal


def test_draft_can_be_asked_for_again(cast, sure):
    batch.ask_drafts(batch=sure, by=cast.actor("methodist"))
    found = draft_all(sure)
    undo_import(import_session=found["а.docx"], by=cast.actor("methodist"))
    assert batch.ask_drafts(batch=sure, by=cast.actor("methodist")) == 1
    assert draft_all(sure)["а.docx"].state == State.DONE
    assert Plan.objects.not_removed().count() == 2


def test_who_lost_the_office_gets_no_drafts(cast, sure):
    batch.ask_drafts(batch=sure, by=cast.actor("methodist"))
    Office.objects.filter(pk=cast.office("methodist").pk).update(until=TODAY - DAY)
    found = draft_all(sure)
    assert {one.state for one in found.values()} == {State.READ}
    assert all(one.refusal for one in found.values())
    assert not Plan.objects.exists()


def test_file_whose_draft_is_being_made_is_not_corrected(cast, sure):
    batch.ask_drafts(batch=sure, by=cast.actor("methodist"))
    one = by_name(sure)["а.docx"]
    with pytest.raises(ValidationError):
        correct(
            import_session=one,
            correction=Correction("row", 1, 2, "left"),
            seen=0,
            by=cast.actor("methodist"),
        )


def test_draft_that_ended_its_worker_three_times_is_given_up(cast, sure):
    batch.ask_drafts(batch=sure, by=cast.actor("methodist"))
    for _ in range(3):
        for one in ImportSession.objects.all():
            assert batch.claim_file(one.pk) is not None
        stall()
    found = draft_all(sure)
    assert {one.state for one in found.values()} == {State.READ}
    assert all("трижды" in one.refusal for one in found.values())


def test_another_persons_files_are_out_of_reach(cast, sure):
    by = cast.actor("superuser")
    with pytest.raises(ValidationError):
        batch.ask_drafts(batch=sure, by=by)
    assert batch.drop_files(batch=sure, by=by) == 0
    assert ImportSession.objects.count() == 2


def test_drafts_stay_when_their_files_are_dropped(cast, sure):
    batch.ask_drafts(batch=sure, by=cast.actor("methodist"))
    draft_all(sure)
    assert batch.drop_files(batch=sure, by=cast.actor("methodist")) == 2
    assert Plan.objects.count() == 2


def test_single_file_of_a_batch_is_dropped_alone(cast, sure):
    one = by_name(sure)["а.docx"]
    assert batch.drop_files(batch=sure, keys=[one.pk], by=cast.actor("methodist")) == 1
    assert set(by_name(sure)) == {"б.docx"}


def test_chair_makes_no_draft_of_a_file_that_is_not_his(cast, sure):
    ImportSession.objects.update(owner=cast.user("chair"))
    batch.ask_drafts(batch=sure, by=cast.actor("chair"))
    found = draft_all(sure)
    assert found["а.docx"].state == State.DONE
    assert found["б.docx"].state == State.READ
    assert found["б.docx"].refusal
