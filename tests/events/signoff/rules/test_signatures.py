"""What a signature keeps of who signed."""

from events.models import Plan, Signature
from events.signoff.rules.deciding import sign_plan
from tests.factories import make_substitution
from tests.plans import make_plan


def plan_in(cast, status: str, layout: str = "rumo-headings") -> Plan:
    return make_plan(layout, status, association=cast.association, rows=1)


def agree(plan: Plan, actor) -> Plan:
    step = plan.steps.get(verb="agree")
    return sign_plan(plan=plan, step=step, seen=plan.edition.sha256, by=actor)


def test_signature_is_text_that_renaming_does_not_touch(cast):
    plan = agree(plan_in(cast, "signoff"), cast.actor("curator"))
    curator = cast.person("curator")
    name = curator.signing_name
    curator.last_name = "Переименованная"
    curator.save()
    signature = Signature.objects.get(plan=plan, decision="agreed")
    assert signature.name == name
    assert signature.sha256 == plan.edition.sha256


def test_substitute_signs_as_one(cast):
    office = cast.office("curator")
    substitution = make_substitution(office, cast.person("secretary"))
    plan = plan_in(cast, "signoff")
    agree(plan, cast.actor("secretary"))
    signature = Signature.objects.get(plan=plan, decision="agreed")
    assert (signature.office, signature.substitution) == (office, substitution)
    assert (signature.manner, signature.basis) == ("и.о.", "приказ № 4")
    assert signature.name == cast.person("secretary").signing_name
