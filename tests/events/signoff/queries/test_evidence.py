"""Who may read what is kept of how a plan was signed."""

from events.models import Signature
from events.signoff.queries.evidence import NOT_THEIRS, objection_to_evidence
from tests.cast import EVERYBODY
from tests.plans import make_plan


def test_staff_and_the_signer_read_it_alone(cast):
    plan = make_plan("moc-results", "approved", association=cast.association, rows=1)
    signature = Signature.objects.get(plan=plan, decision="approved")
    readers = {
        who for who in EVERYBODY if objection_to_evidence(plan, signature, cast.actor(who)) is None
    }
    assert readers == {"approver", "methodist", "superuser"}
    assert objection_to_evidence(plan, signature, cast.actor("chair")) == NOT_THEIRS
