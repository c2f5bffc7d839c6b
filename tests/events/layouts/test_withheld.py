"""A built-in layout that an institution takes out of use, and one that it has withdrawn."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from associations.models import JournalEntry
from events.drafting.forms.plan import PlanForm
from events.drafting.rules.next_year import begin_from
from events.layouts.queries.versions import is_withheld
from events.layouts.rules import offer_built_in, withdraw_layout
from events.models import Layout
from tests.associations.pages import text_of
from tests.cast import EVERYBODY
from tests.layouts import own_layout, plan_on
from tests.plans import make_plan


@pytest.fixture
def layout(db) -> Layout:
    """The one by which a chair approves: an institution may not want it."""
    return Layout.objects.get(code="rumo-directions", institution=None)


def offered(cast, who: str = "chair") -> list[Layout]:
    form = PlanForm(actor=cast.actor(who))
    return list(form.fields["layout"].queryset)  # type: ignore[attr-defined]


def test_institution_takes_a_built_in_layout_out_of_use_and_back(cast, layout):
    by = cast.actor("methodist")
    assert layout in offered(cast)
    offer_built_in(layout=layout, is_offered=False, by=by)
    assert layout not in offered(cast)
    assert is_withheld(layout, cast.institution.pk)
    with pytest.raises(ValidationError, match="Эту форму сняли"):
        make_plan("rumo-directions", association=cast.association)
    assert "Снята в институте" in JournalEntry.objects.latest("pk").words
    offer_built_in(layout=layout, is_offered=True, by=by)
    assert layout in offered(cast)


def test_other_institutions_keep_it(cast, layout):
    offer_built_in(layout=layout, is_offered=False, by=cast.actor("methodist"))
    assert layout in offered(cast, "foreigner")


def test_next_year_begins_on_no_layout_that_was_withdrawn(cast, layout):
    by, own = cast.actor("methodist"), own_layout(cast)
    built_in = make_plan("rumo-directions", association=cast.association, rows=1)
    offer_built_in(layout=layout, is_offered=False, by=by)
    on_own = plan_on(cast, own)
    withdraw_layout(layout=own, by=by)
    for plan in (built_in, on_own):
        with pytest.raises(ValidationError, match="Институт снял форму"):
            begin_from(source=plan, year=plan.period_start.year + 1, by=cast.actor("chair"))


def test_own_layout_is_not_withdrawn_so(cast):
    with pytest.raises(PermissionDenied, match="встроенную"):
        offer_built_in(layout=own_layout(cast), is_offered=False, by=cast.actor("methodist"))


@pytest.mark.parametrize("who", EVERYBODY)
def test_only_staff_take_it_out_of_use(cast, layout, who):
    url = reverse("events:layout_offer", args=[layout.pk])
    status = cast.client(who).post(url).status_code
    wanted = {"methodist": 302, "anonymous": 302, "foreigner": 302}
    assert (who, status) == (who, wanted.get(who, 403))
    assert is_withheld(layout, cast.institution.pk) == (who == "methodist")


def test_pages_say_that_it_is_out_of_use(cast, layout):
    client = cast.client("methodist")
    client.post(reverse("events:layout_offer", args=[layout.pk]))
    for url in (layout.get_absolute_url(), reverse("events:layout_list")):
        assert "Снята в институте" in text_of(client.get(url))
    assert "Снова предлагать" in text_of(client.get(layout.get_absolute_url()))
