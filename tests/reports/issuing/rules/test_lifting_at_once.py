"""A refused document that two methodists let be issued at the same time: threads on PostgreSQL."""

import pytest

from associations.models import JournalEntry
from events.models import Change
from reports.issuing.rules.issue import NotIssued, issue_pdf
from reports.issuing.rules.lifting import lift_failure
from reports.models import IssueFailure
from tests.at_once import at_once, refusals
from tests.cast import make_cast
from tests.plans import author_of, make_plan

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


def test_it_is_lifted_once(careless):
    cast = make_cast()
    plan = make_plan(status="approved", association=cast.association, rows=1)
    with pytest.raises(NotIssued):
        issue_pdf(plan=plan, by=author_of(plan.association))
    failure, by = IssueFailure.objects.get(), cast.actor("methodist")
    entries = JournalEntry.objects.count()

    def lift(reason: str):
        mine = IssueFailure.objects.get(pk=failure.pk)
        return lambda: lift_failure(failure=mine, reason=reason, by=by)

    answers = at_once(lift("Сверено с файлом."), lift("Сверено с листом."))
    (refused,) = refusals(answers)
    assert getattr(refused, "messages", None) == ["Выдача уже разрешена."]
    assert Change.objects.filter(plan=plan, action="lift_failure").count() == 1
    assert JournalEntry.objects.count() == entries + 1
