"""Pages of the rules: read, accept, put a new version in force."""

import pytest
from django.urls import reverse

from associations.models import RulesAcceptance, SignatureRules
from associations.signature_rules.rules import publish_rules
from tests.cast import EVERYBODY, INSIDERS


def url(cast, name: str = "signature_rules", *more: int) -> str:
    return reverse(f"associations:{name}", args=[cast.institution.pk, *more])


@pytest.fixture
def rules(cast) -> SignatureRules:
    by = cast.actor("methodist")
    return publish_rules(
        institution=cast.institution,
        text="Первый абзац\n\n<b>Второй</b>",
        expected_version=0,
        by=by,
    )


def test_rules_are_read_inside_the_institution_and_written_by_its_staff(cast):
    for who in EVERYBODY:
        client, reads = cast.client(who), who in (*INSIDERS, "superuser")
        wanted = 302 if who == "anonymous" else 200 if reads else 404
        assert (who, client.get(url(cast)).status_code) == (who, wanted)
        if reads:
            wanted = 200 if who == "methodist" else 403
        page = url(cast, "signature_rules_edit")
        assert (who, client.get(page).status_code) == (who, wanted)
        if who != "methodist":
            answer = client.post(page, {"text": "Мои правила", "expected_version": "0"})
            assert (who, answer.status_code) == (who, wanted)
    assert not SignatureRules.objects.exists()


def test_methodist_begins_from_the_template_and_puts_it_in_force(cast):
    client, page = cast.client("methodist"), url(cast, "signature_rules_edit")
    form = client.get(page).context["form"]
    assert cast.institution.name in form["text"].value()
    values = {"text": form["text"].value(), "expected_version": "0"}
    answer = client.post(page, values, follow=True)
    assert "Версия 1 введена в действие." in answer.text
    assert "Версия 1, действует с" in answer.text


def test_what_was_typed_stays_where_another_version_came(cast, rules):
    client = cast.client("methodist")
    values = {"text": "Мой текст", "expected_version": "0"}
    answer = client.post(url(cast, "signature_rules_edit"), values)
    assert answer.status_code == 422
    assert "введена версия 1" in answer.text
    assert "Мой текст</textarea>" in answer.text
    assert 'name="expected_version" value="1"' in answer.text


def test_person_accepts_once_and_is_told(cast, rules):
    client = cast.client("approver")
    assert "Принимаю правила" in client.get(url(cast)).text
    accept = url(cast, "signature_rules_accept", 1)
    answer = client.post(accept, headers={"user-agent": "Browser 7"}, follow=True)
    assert "Вы приняли эту версию" in answer.text
    assert "Принимаю правила" not in answer.text
    assert RulesAcceptance.objects.get().user_agent == "Browser 7"
    publish_rules(
        institution=cast.institution, text="Новые", expected_version=1, by=cast.actor("methodist")
    )
    assert "новую версию правил" in client.post(accept, follow=True).text


def test_text_is_shown_as_text_and_former_versions_stay(cast, rules):
    publish_rules(
        institution=cast.institution, text="Новые", expected_version=1, by=cast.actor("methodist")
    )
    client = cast.client("chair")
    old = client.get(url(cast) + "?version=1").text
    assert "&lt;b&gt;Второй&lt;/b&gt;" in old
    assert "заменена следующей" in old
    assert "Принимаю правила" not in old
    assert client.get(url(cast) + "?version=9").status_code == 404


def test_stranger_accepts_nothing(cast, rules):
    assert cast.client("foreigner").post(url(cast, "signature_rules_accept", 1)).status_code == 404
