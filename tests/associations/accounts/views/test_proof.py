"""The part of a page that asks who one is, where the last proof is old."""

import pytest
from allauth.core.context import request_context

from associations.accounts.views.proof import ProofPart, proof_part
from tests.associations.accounts.second_factor import with_codes
from tests.factories import PASSWORD


def part(cast, rf, *, age: int = 3600, sent: dict[str, str] | None = None) -> ProofPart:
    client = cast.client("approver")
    session = client.session
    session["account_authentication_methods"][0]["at"] -= age
    session.save()
    request = rf.post("/", sent) if sent is not None else rf.get("/")
    request.session, request.user = client.session, cast.user("approver")
    with request_context(request):
        proof = proof_part(request)
        proof.is_given()
    return proof


@pytest.fixture
def password(cast):
    cast.user("approver").set_password(PASSWORD)
    cast.user("approver").save()


def test_fresh_proof_asks_nothing(cast, rf, password):
    assert part(cast, rf, age=0) == ProofPart()
    assert part(cast, rf, age=0).is_given()


def test_old_proof_asks_for_the_password_there(cast, rf, password):
    proof = part(cast, rf)
    assert proof.is_owed
    assert proof.form is not None
    assert not proof.form.is_bound
    assert not proof.has_others
    assert not proof.is_given()


@pytest.mark.parametrize(("typed", "is_given"), [(PASSWORD, True), ("мимо", False), ("", False)])
def test_sent_password_is_checked(cast, rf, password, typed, is_given):
    proof = part(cast, rf, sent={"password": typed})
    assert proof.is_given() is is_given
    assert bool(proof.form.errors) is not is_given


def test_without_a_password_another_way_is_offered(cast, rf):
    assert part(cast, rf).is_impossible
    with_codes(cast.user("approver"))
    proof = part(cast, rf, sent={})
    assert proof.has_others_alone
    assert not proof.is_impossible
    assert not proof.is_given()


def test_with_both_the_password_is_asked_and_the_other_offered(cast, rf, password):
    with_codes(cast.user("approver"))
    proof = part(cast, rf)
    assert proof.form is not None
    assert proof.has_others
    assert not proof.has_others_alone
