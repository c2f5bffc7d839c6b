"""Filters of the list of plans: choices and the active filters in words."""

from events.models import Plan
from events.oversight.forms import IN_FORCE, PlanFilter
from tests.plans import make_plan


def filtered(cast, who: str = "methodist", **data: str) -> PlanFilter:
    return PlanFilter(data, Plan.objects.visible_to(cast.actor(who)), actor=cast.actor(who))


def test_periods_and_associations_are_those_of_visible_plans(cast):
    make_plan("moc-results", association=cast.association, rows=0)
    choices = dict(filtered(cast).form.fields["period"].choices)
    assert choices["calendar.2027-01-01.2027-12-31"] == "2027 год"
    assert list(dict(filtered(cast, "foreigner").form.fields["period"].choices)) == [""]
    offered = filtered(cast, "foreigner").form.fields["association"].queryset
    assert cast.association not in offered


def test_active_filters_are_told_in_words(cast):
    make_plan("moc-results", association=cast.association, rows=0)
    found = filtered(cast, text="чтение", state=IN_FORCE, association=str(cast.association.pk))
    assert found.form.is_valid()
    assert found.conditions() == [
        ("Слова", "чтение"),
        ("Состояние", "Действует"),
        ("Объединение", str(cast.association)),
    ]
