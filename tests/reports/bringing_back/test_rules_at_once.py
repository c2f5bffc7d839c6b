"""Files brought back to one plan at the same time, really: threads on PostgreSQL."""

import pytest
from django.core.exceptions import PermissionDenied

from events.drafting.queries.stored_content import read_content
from events.models import Change, Plan
from events.plan.codec import fingerprint
from events.signoff.queries.paper_check import paper_check
from events.signoff.queries.pending_steps import pending_steps
from events.signoff.rules.deciding import sign_plan
from events.signoff.rules.sending import send_plan
from reports.bringing_back.queries.brought import file_of
from reports.bringing_back.queries.file_merge import merge_file
from reports.bringing_back.rules import bring_file, keep_file
from reports.imports.rules.wizard import discard_import
from reports.models import ImportSession
from reports.office_files.xlsx.plan import plan_xlsx
from tests.at_once import at_once, refusals
from tests.cast import Cast, make_cast
from tests.plans import make_plan
from tests.reports.bringing_back.books import opened, saved

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def plan(cast) -> Plan:
    return make_plan("moc-results", association=cast.association, rows=3)


def kept(cast, plan, row, term, who="chair") -> ImportSession:
    """Keep the plan's workbook with another term in one of its rows."""
    book, sheet, columns = opened(plan_xlsx(plan, cast.actor(who)).data)
    sheet.cell(row + 1, columns["Сроки"]).value = term
    one = keep_file(data=saved(book), name="План.xlsx", plan=plan, by=cast.actor(who))
    assert one is not None
    return one


def bringing(cast, one, who="chair"):
    """Give the action of the button on the page as it is shown now."""
    seen, by = merge_file(file_of(one), read_content(one.brought_to)).seen, cast.actor(who)
    return lambda: bring_file(import_session=one, choices={}, seen=seen, by=by)


def codes(answers) -> list[str]:
    """Give the codes of the refusals."""
    return [getattr(one, "code", "") for one in refusals(answers)]


def terms(plan) -> list[str]:
    return list(plan.events.order_by("order").values_list("term", flat=True))


def changes(plan):
    return Change.objects.filter(plan=plan, action="bring_back")


def test_two_files_that_change_other_rows_are_both_written(cast, plan):
    first, second = kept(cast, plan, 1, "20 мая"), kept(cast, plan, 2, "21 мая", "secretary")
    answers = at_once(bringing(cast, first), bringing(cast, second, "secretary"))
    assert refusals(answers) == []
    assert terms(plan)[:2] == ["20 мая", "21 мая"]
    assert changes(plan).count() == 2


def test_of_two_files_that_change_one_cell_the_second_is_shown_anew(cast, plan):
    first, second = kept(cast, plan, 1, "20 мая"), kept(cast, plan, 1, "21 мая", "secretary")
    answers = at_once(bringing(cast, first), bringing(cast, second, "secretary"))
    assert codes(answers) == ["stale"]
    assert changes(plan).count() == 1
    assert terms(plan)[0] in ("20 мая", "21 мая")


def test_one_file_that_two_people_bring_is_written_once(cast, plan):
    first, second = kept(cast, plan, 1, "20 мая"), kept(cast, plan, 1, "20 мая", "secretary")
    answers = at_once(bringing(cast, first), bringing(cast, second, "secretary"))
    assert codes(answers) == ["stale"]
    assert (changes(plan).count(), terms(plan)[0]) == (1, "20 мая")


def test_a_button_pressed_three_times_at_once_writes_once(cast, plan):
    press = bringing(cast, kept(cast, plan, 1, "20 мая"))
    answers = at_once(press, press, press)
    assert refusals(answers) == []
    assert len({one.pk for one in answers}) == changes(plan).count() == 1


def test_a_file_beside_the_sending_of_its_plan(cast, plan):
    one, by = kept(cast, plan, 1, "20 мая"), cast.actor("chair")
    content = read_content(plan)
    paper_check(plan, content, starts=True)
    seen = fingerprint(content)
    answers = at_once(bringing(cast, one), lambda: send_plan(plan=plan, seen=seen, by=by))
    assert len(refusals(answers)) == 1
    plan.refresh_from_db()
    # What is signed is what was shown: either without the file, or not sent.
    is_sent = plan.status == Plan.Status.SIGNOFF
    assert is_sent != changes(plan).exists()
    assert is_sent != (terms(plan)[0] == "20 мая")


def test_a_file_beside_a_signature(cast, plan):
    one, by = kept(cast, plan, 1, "20 мая"), cast.actor("chair")
    content = read_content(plan)
    paper_check(plan, content, starts=True)
    send_plan(plan=plan, seen=fingerprint(content), by=by)
    plan.refresh_from_db()
    (step, *_), sha256 = pending_steps(plan), plan.edition.sha256
    signer = step.office
    who = next(name for name, office in cast.offices.items() if office == signer)
    answers = at_once(
        bringing(cast, one),
        lambda: sign_plan(plan=plan, step=step, seen=sha256, by=cast.actor(who)),
    )
    assert codes(answers) == ["closed"]
    assert read_content(plan) == content


def test_a_file_beside_its_own_deletion(cast, plan):
    one, by = kept(cast, plan, 1, "20 мая"), cast.actor("chair")
    brought, dropped = at_once(
        bringing(cast, one), lambda: discard_import(import_session=one, by=by)
    )
    assert dropped is None
    is_gone = isinstance(brought, ImportSession.DoesNotExist | PermissionDenied)
    assert is_gone != changes(plan).exists()
    assert not ImportSession.objects.exists()
