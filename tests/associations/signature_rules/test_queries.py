"""Which rules are in force, and who has yet to accept them."""

from associations.signature_rules.queries import (
    rules_in_force,
    rules_to_accept,
    template_of_rules,
)
from associations.signature_rules.rules import accept_rules, publish_rules


def test_newest_version_is_in_force_and_asked_for_again(cast, django_assert_num_queries):
    by, place = cast.actor("methodist"), cast.institution
    approver = cast.actor("approver")
    assert rules_in_force(place.pk) is rules_to_accept(approver, place.pk) is None
    first = publish_rules(institution=place, text="Первый", expected_version=0, by=by)
    assert rules_to_accept(approver, place.pk) == first
    accept_rules(rules=first, by=approver)
    with django_assert_num_queries(2):
        assert rules_to_accept(approver, place.pk) is None
    second = publish_rules(institution=place, text="Второй", expected_version=1, by=by)
    assert rules_in_force(place.pk) == rules_to_accept(approver, place.pk) == second


def test_template_names_the_operator_and_the_law(cast):
    text = template_of_rules(cast.institution)
    assert cast.institution.name in text
    assert "63-ФЗ" in text
    assert "{" not in text
