"""Queries of the check page."""

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from events.drafting.rules.deviations import ask_deviation, settle_deviation
from events.models import DetachedSignature, PaperOriginal
from events.signoff.queries.pending_steps import pending_steps
from events.signoff.rules.deciding import sign_plan
from events.templatetags.plans import in_words
from reports.issuing.queries import (
    address_of,
    check_edition,
    find_edition,
    verify,
)
from reports.paper.check_code import code_of
from tests.associations.pages import text_of
from tests.events.signoff.views.test_paper import signed_on_paper
from tests.factories import TODAY, make_actor, make_substitution
from tests.plans import bring_to, make_plan
from tests.reports.paper.papers import text_of as paper_text

pytestmark = pytest.mark.django_db


def page(client, edition):
    return client.get(address_of(edition))


def test_edition_that_was_never_approved_has_no_page(client):
    plan = make_plan(status="signoff", rows=1)
    assert page(client, plan.edition).status_code == 404
    assert find_edition(code_of(plan.edition.pk, plan.edition.sha256)) is None
    with pytest.raises(ValueError, match="approved"):
        check_edition(plan.edition)


def test_check_page_says_whom_a_substitute_signed_for(client, cast):
    office = cast.office("approver")
    deputy = make_substitution(office, basis="приказ № 88").person
    plan = make_plan("omo-directions", "signoff", association=cast.association, rows=1)
    (step,) = pending_steps(plan)
    by = make_actor(deputy, TODAY)
    plan = sign_plan(plan=plan, step=step, seen=plan.edition.sha256, by=by)
    text = text_of(client.get(address_of(plan.official)))
    whom = f"за {office.person.genitive_name} ({office.position}), и.о."
    assert whom.replace("\u00a0", " ") in text.replace("\u00a0", " ")
    assert "приказ № 88" in text
    assert f"{deputy.signing_name}, {deputy.position}".replace("\u00a0", " ") in text.replace(
        "\u00a0", " "
    )


def test_check_page_tells_how_the_signoff_differs_from_the_route(client, cast):
    plan = make_plan("rumo-headings", association=cast.association, rows=1)
    asked = ask_deviation(
        plan=plan,
        kind="remove",
        step=plan.steps.get(verb="agree"),
        reason="Куратор переведён.",
        by=cast.actor("chair"),
    )
    settle_deviation(deviation=asked, grants=True, by=cast.actor("methodist"))
    text = text_of(client.get(address_of(bring_to(plan, "approved").official)))
    assert "<strong>Особый порядок.</strong> Без места «Согласование: Куратор объединения»." in text
    assert "Причина: Куратор переведён." in text


def test_check_page_and_sheet_say_when_paper_was_signed_and_who_recorded_it(client, cast):
    plan = signed_on_paper(cast)
    signature = plan.official.signatures.get(on_paper=True)
    who = signature.recorded_by_name.replace("\u00a0", " ")
    said = text_of(client.get(address_of(plan.official)))
    assert f"на бумаге {in_words(signature.signed_on)}".replace("\u00a0", " ") in said
    assert who in said
    sheet = cast.client("chair").get(reverse("reports:agreement_pdf", args=[plan.pk])).content
    words = paper_text(sheet)
    assert f"{signature.signed_on:%d.%m.%Y}" in words
    # The day on paper is Moscow's, which is three hours ahead of the stored one.
    assert f"Записано в портале {timezone.localtime(signature.at):%d.%m.%Y}: {who}" in words


@pytest.mark.parametrize("model", [PaperOriginal, DetachedSignature])
@pytest.mark.parametrize("is_gone", [True, False])
def test_scan_and_detached_signature_are_proved_too(cast, client, model, is_gone):
    plan = signed_on_paper(cast)
    assert verify(plan) == []
    name = str(model.objects.get().file)
    if is_gone:
        default_storage.delete(name)
    else:
        with default_storage.open(name, "ab") as file:
            file.write(b"!")
    assert [one.code for one in verify(plan)] == ["paper"]
    assert "Запись повреждена" in page(client, plan.official).text
