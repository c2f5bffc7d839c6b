"""Starting a plan: whose, for which year, in which form, under which title."""

import pytest
from django.urls import reverse
from django.utils import timezone

from events.drafting.models.plan import new_uid
from events.models import Layout, Plan
from events.plan.period import Period, calendar_to_plan
from tests.cast import EVERYBODY
from tests.factories import make_association
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


# --- The three ways -------------------------------------------------------------------------

COMING = calendar_to_plan(timezone.localdate())
YEAR = COMING.starts.year
OFFER = f"Начать план на {YEAR} год"


def last_year(cast, **values) -> Plan:
    period = Period.of_calendar_year(YEAR - 1)
    return make_plan("moc-results", association=cast.association, period=period, **values)


def this_year(cast) -> Plan:
    return make_plan("moc-results", association=cast.association, period=COMING, rows=0)


def coming(cast, **more) -> dict[str, object]:
    return words(cast, period=f"calendar-{YEAR}", **more)


def next_year(plan: Plan) -> str:
    return reverse("events:plan_next_year", args=[plan.pk])


def test_page_asks_how_to_begin(cast):
    plan = last_year(cast)
    page = cast.client("chair").get(URL)
    assert OFFER in page.text
    assert f'action="{next_year(plan)}"' in page.text
    assert reverse("reports:plan_from_file") in page.text
    assert "<details" in page.text
    assert '<details class="panel" open' not in page.text


def test_without_an_earlier_plan_the_empty_one_stands_open(cast):
    page = cast.client("chair").get(URL)
    assert OFFER not in page.text
    assert '<details class="panel" open' in page.text


def test_plan_is_begun_from_last_years(cast):
    source = last_year(cast)
    answer = cast.client("chair").post(next_year(source), {"year": f"{YEAR}"}, follow=True)
    plan = Plan.objects.get(made_from=source)
    assert answer.redirect_chain[0][0] == plan.get_absolute_url()
    assert f"Черновик на {YEAR} год готов." in answer.text
    assert plan.events.count() == source.events.count()


@pytest.mark.parametrize("way", ["last year", "empty"])
def test_form_that_comes_twice_makes_one_plan(cast, way):
    source, client, key = last_year(cast), cast.client("chair"), new_uid()
    url, sent = (
        (next_year(source), {"year": f"{YEAR}"}) if way == "last year" else (URL, coming(cast))
    )
    first, second = (client.post(url, {**sent, "key": key}) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Plan.objects.exclude(pk=source.pk).count() == 1


def test_back_and_another_year_makes_another_plan(cast):
    client, key = cast.client("chair"), new_uid()
    for period in (f"calendar-{YEAR}", f"calendar-{YEAR + 1}"):
        client.post(URL, words(cast, period=period, key=key))
    assert Plan.objects.count() == 2


def test_year_that_has_a_plan_leads_to_it(cast):
    last_year(cast)
    made = this_year(cast)
    page = cast.client("chair").get(URL).text
    assert OFFER not in page
    assert f"План на {YEAR} год уже есть" in page
    assert made.get_absolute_url() in page


def test_empty_plan_is_offered_for_a_year_without_one(cast):
    this_year(cast)
    assert cast.client("chair").get(URL).context["form"]["period"].value() == f"calendar-{YEAR + 1}"


def test_chosen_year_that_has_a_plan_leads_to_it_before_anything_is_sent(cast):
    made = this_year(cast)
    answer = cast.client("chair").get(reverse("events:plan_title"), coming(cast))
    assert "На этот год план уже есть" in answer.text
    assert made.get_absolute_url() in answer.text


def test_second_plan_of_the_year_is_refused_with_a_way_to_the_first(cast):
    source = last_year(cast)
    made = this_year(cast)
    answer = cast.client("chair").post(next_year(source), {"year": f"{YEAR}"}, follow=True)
    assert "уже есть план на этот период" in answer.text
    assert made.get_absolute_url() in answer.text


@pytest.mark.parametrize("year", ["", "x", "2020", "2090", "²²²²", "\x00", "9" * 5000])
def test_nonsense_instead_of_a_year_is_told_in_words(cast, year):
    source = last_year(cast)
    answer = cast.client("chair").post(next_year(source), {"year": year}, follow=True)
    assert "Выберите план на год" in answer.text
    assert Plan.objects.count() == 1


@pytest.mark.parametrize("who", EVERYBODY)
def test_only_those_who_write_plans_begin_the_next(cast, who):
    source = last_year(cast)
    authors = ("chair", "secretary", "methodist")
    wanted = 302 if who in (*authors, "anonymous") else 403
    if who in ("agreer", "approver", "stranger", "foreigner", "unplaced"):
        wanted = 404
    client = cast.client(who)
    assert client.post(next_year(source), {"year": f"{YEAR}"}).status_code == wanted
    assert client.get(next_year(source)).status_code == (302 if who == "anonymous" else 405)
    assert Plan.objects.filter(made_from=source).exists() == (who in authors)


def test_who_writes_several_is_asked_whose(cast):
    source, client = last_year(cast), cast.client("methodist")
    page = client.get(URL).text
    assert "Чей план?" in page
    assert OFFER not in page
    chosen = client.get(URL, {"association": cast.association.pk}).text
    assert OFFER in chosen
    assert source.get_absolute_url() in chosen


@pytest.mark.parametrize("pk", ["x", "0", "-1", "\x00", "9" * 30])
def test_nonsense_instead_of_an_association_breaks_nothing(cast, pk):
    assert cast.client("methodist").get(URL, {"association": pk}).status_code == 200


def test_who_writes_one_is_not_asked(cast):
    assert "Чей план?" not in cast.client("chair").get(URL).text


def test_number_of_queries_is_the_same_for_many_plans(cast, django_assert_max_num_queries):
    client = cast.client("methodist")
    address = f"{URL}?association={cast.association.pk}"
    last_year(cast, rows=0)
    with django_assert_max_num_queries(30) as few:
        client.get(address)
    for year in range(YEAR - 7, YEAR - 1):
        make_plan(association=cast.association, period=Period.of_calendar_year(year), rows=0)
    for _ in range(5):
        make_association(cast.institution)
    with django_assert_max_num_queries(len(few)):
        client.get(address)
