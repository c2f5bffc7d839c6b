"""Starting a plan: whose, for which year, in which form, under which title."""

import pytest
from django.urls import reverse

from events.models import Layout, Plan
from events.plan.period import calendar_to_plan
from tests.plans import make_plan

URL = "/plans/add/"


def words(cast, **more) -> dict[str, object]:
    layout = Layout.objects.get(code="rumo-headings", institution=None)
    chosen = {"association": cast.association.pk, "period": "calendar-2027", "layout": layout.pk}
    return {**chosen, "title": "", "city": "", **more}


def test_prescribed_sections_and_steps_stand_ready(cast):
    answer = cast.client("chair").post(URL, words(cast))
    plan = Plan.objects.get()
    assert answer["Location"] == plan.get_absolute_url()
    assert list(plan.sections.order_by("order").values_list("kind", flat=True)) == [
        "text",
        "text",
        "table",
        "table",
    ]
    assert plan.steps.count() == 3


def test_blank_title_is_written_by_the_portal(cast):
    cast.client("chair").post(URL, words(cast))
    title = Plan.objects.get().title
    assert title == f"План работы\n{cast.association.name_genitive}\nна 2027 год"


def test_typed_title_stays(cast):
    cast.client("chair").post(URL, words(cast, title="Наш план\r\nна год"))
    assert Plan.objects.get().title == "Наш план\nна год"


def test_title_is_proposed_before_anything_is_sent(cast):
    url = reverse("events:plan_title")
    answer = cast.client("chair").get(url, words(cast, period="academic-2026"))
    assert "на 2026–2027 учебный год" in answer.content.decode()
    assert "<html" not in answer.content.decode()


def test_before_an_association_is_chosen_the_coming_year_stands_there(cast):
    page = cast.client("methodist").get(URL)
    form = page.context["form"]
    coming = calendar_to_plan(cast.actor("methodist").on)
    assert form["association"].value() is None
    assert form["period"].value() == f"calendar-{coming.starts.year}"
    assert 'role="status"></div>' in page.text


def test_only_ones_own_associations_are_offered(cast):
    form = cast.client("chair").get(URL).context["form"]
    assert list(form.fields["association"].queryset) == [cast.association]


def test_association_of_another_is_refused(cast):
    answer = cast.client("chair").post(URL, words(cast, association=cast.other_association.pk))
    assert answer.status_code == 422
    assert not Plan.objects.exists()


def test_second_plan_of_the_same_year_and_form_is_told_in_words(cast):
    make_plan("rumo-headings", association=cast.association, rows=0)
    answer = cast.client("chair").post(URL, words(cast, city="Заозёрск-2"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "уже есть план на этот период" in page
    assert "Заозёрск-2" in page


@pytest.mark.parametrize("field", ["association", "period", "layout"])
def test_missing_choice_is_told_at_its_field(cast, field):
    answer = cast.client("chair").post(URL, words(cast, **{field: ""}))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors


@pytest.mark.parametrize("value", ["x", "-1", "999999999999", "1;drop", "²", "\x00", "7" * 5000])
def test_nonsense_in_a_choice_breaks_nothing(cast, value):
    chosen = {"association": value, "period": value, "layout": value}
    url = reverse("events:plan_title")
    assert cast.client("methodist").get(url, chosen).status_code == 200
    assert cast.client("methodist").post(URL, words(cast, **chosen)).status_code == 422
