"""The page of the school year's calendar."""

from django.urls import reverse

from events.models import SchoolSpan


def url(cast) -> str:
    return reverse("events:school_year", args=[cast.institution.pk])


TYPED = {"part": "23", "starts": "2026-10-26", "ends": "2026-11-03"}


def typed(cast, **other) -> dict[str, str]:
    form = cast.client("methodist").get(url(cast)).context["form"]
    return {"year": str(form.initial["year"]), **TYPED, **other}


def test_a_part_is_written_and_removed_in_the_browser(cast):
    client = cast.client("methodist")
    assert "Пока ничего" in client.get(url(cast)).content.decode()
    year = typed(cast)["year"]
    days = {"starts": f"{year}-10-26", "ends": f"{year}-11-03"}
    page = client.post(url(cast), typed(cast, **days), follow=True).content.decode()
    assert "Записано." in page
    assert "Осенние каникулы" in page
    assert f"26 октября {year}" in page.replace("\xa0", " ")
    span = SchoolSpan.objects.get()
    remove = reverse("events:school_span_remove", args=[cast.institution.pk, span.pk])
    assert remove in page
    assert "Запись убрана." in client.post(remove, follow=True).content.decode()
    assert not SchoolSpan.objects.exists()


def test_a_wrong_day_is_told_at_its_field_and_what_was_typed_stays(cast):
    answer = cast.client("methodist").post(url(cast), typed(cast, starts="1999-10-26"))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Этот день вне учебного года" in page
    assert 'value="1999-10-26"' in page
    assert not SchoolSpan.objects.exists()


def test_reader_is_offered_no_change(cast):
    SchoolSpan.objects.create(
        institution=cast.institution, year=2026, part=1, starts="2026-09-01", ends="2026-10-25"
    )
    page = cast.client("chair").get(url(cast)).content.decode()
    assert "I четверть" in page
    assert "Убрать" not in page
    assert "Записать дни" not in page


def test_page_of_the_institution_leads_there(cast):
    page = cast.client("chair").get(cast.institution.get_absolute_url()).content.decode()
    assert url(cast) in page
