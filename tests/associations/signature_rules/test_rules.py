"""Rules in force by versions; acceptance once a person and version."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from associations.models import RulesAcceptance
from associations.signature_rules.rules import accept_rules, publish_rules


def publish(cast, text: str = "Первый текст", seen: int = 0, who: str = "methodist"):
    return publish_rules(
        institution=cast.institution, text=text, expected_version=seen, by=cast.actor(who)
    )


def test_versions_follow_each_other(cast):
    first, second = publish(cast), publish(cast, "Второй\u202e текст\r\n", seen=1)
    assert (first.version, second.version) == (1, 2)
    assert second.text == "Второй текст"
    assert second.published_by_name == cast.actor("methodist").name


@pytest.mark.parametrize("who", ["chair", "approver", "superuser", "foreigner"])
def test_others_than_staff_put_no_rules_in_force(cast, who):
    with pytest.raises(PermissionDenied):
        publish(cast, who=who)


def test_version_that_came_meanwhile_is_not_replaced_unseen(cast):
    publish(cast)
    with pytest.raises(ValidationError, match="введена версия 1"):
        publish(cast, "Другой", seen=0)


def test_same_words_make_no_new_version(cast):
    publish(cast)
    with pytest.raises(ValidationError, match="Слова те же"):
        publish(cast, " Первый текст\n", seen=1)


def test_acceptance_keeps_who_and_from_where(cast):
    rules = publish(cast)
    by = cast.actor("approver")
    accepted = accept_rules(rules=rules, ip="192.0.2.7", user_agent="Browser" * 99, by=by)
    again = accept_rules(rules=rules, ip="192.0.2.8", by=by)
    assert again == accepted
    assert (accepted.person_id, accepted.name, accepted.ip) == (
        by.person_id,
        by.full_name,
        "192.0.2.7",
    )
    assert len(accepted.user_agent) == 300


def test_version_that_is_replaced_is_not_accepted(cast):
    old = publish(cast)
    publish(cast, "Новый", seen=1)
    with pytest.raises(ValidationError, match="новую версию"):
        accept_rules(rules=old, by=cast.actor("approver"))
    assert not RulesAcceptance.objects.exists()


@pytest.mark.parametrize("who", ["foreigner", "superuser"])
def test_others_do_not_accept(cast, who):
    rules = publish(cast)
    with pytest.raises(PermissionDenied):
        accept_rules(rules=rules, by=cast.actor(who))
