"""Pages of requirements: what they show, what they take, what they say at the field."""

from django.urls import reverse

from events.models import Requirement


def list_url(cast) -> str:
    return reverse("events:requirement_list", args=[cast.institution.pk])


def form_url(cast, kind: str = "omo") -> str:
    return reverse("events:requirement_edit", args=[cast.institution.pk, kind])


def test_it_starts_empty_and_is_changed_in_the_browser(cast):
    client = cast.client("methodist")
    page = client.get(list_url(cast)).content.decode()
    assert page.count("Особых требований нет") == 4
    typed = {
        "meetings": "4",
        "report_day": "15",
        "report_month": "1",
        "sections": "Заседания\nОтчёт",
    }
    answer = client.post(form_url(cast), typed, follow=True)
    page = answer.content.decode()
    assert "Требования записаны." in page
    assert "не меньше 4" in page
    assert "не позже 15 января" in page
    assert page.count("Особых требований нет") == 3
    form = client.get(form_url(cast)).content.decode()
    assert 'value="4"' in form
    assert "Заседания\nОтчёт" in form


def test_reader_is_offered_no_change(cast):
    page = cast.client("chair").get(list_url(cast)).content.decode()
    assert "РУМО" in page
    assert form_url(cast) not in page


def test_wrong_day_is_told_at_the_field_and_what_was_typed_stays(cast):
    typed = {"meetings": "2", "report_day": "31", "report_month": "2", "sections": "Заседания"}
    answer = cast.client("methodist").post(form_url(cast), typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Такого дня в этом месяце нет." in page
    assert "Заседания" in page
    assert not Requirement.objects.exists()


def test_emptied_form_asks_for_nothing_again(cast):
    Requirement.objects.create(institution=cast.institution, kind="omo", meetings=3)
    cast.client("methodist").post(form_url(cast), {"meetings": "", "sections": ""})
    assert not Requirement.objects.get().asks_for_something


def test_unknown_kind_is_not_found(cast):
    assert cast.client("methodist").get(form_url(cast, "club")).status_code == 404


def test_page_of_the_institution_leads_there(cast):
    page = cast.client("chair").get(cast.institution.get_absolute_url()).content.decode()
    assert list_url(cast) in page


def test_two_windows_do_not_overwrite_each_other_unseen(cast):
    first, second = cast.client("methodist"), cast.client("methodist")
    opened = [one.get(form_url(cast)).context["form"] for one in (first, second)]
    typed = [{"expected_version": form["expected_version"].value()} for form in opened]
    typed[0] |= {"meetings": "6", "report_day": "15", "report_month": "1", "sections": ""}
    typed[1] |= {"meetings": "3", "sections": "Заседания"}
    assert first.post(form_url(cast), typed[0]).status_code == 302
    answer = second.post(form_url(cast), typed[1])
    assert answer.status_code == 422
    assert Requirement.objects.get().meetings == 6
    assert "изменил другой человек" in answer.text
    assert "Сейчас записано: «6»." in answer.text
    assert "Сейчас записано: «января»." in answer.text
    # What was typed stays, and sent again it is a decision.
    form = answer.context["form"]
    assert (form["meetings"].value(), form["sections"].value()) == ("3", "Заседания")
    typed[1]["expected_version"] = form["expected_version"].value()
    assert second.post(form_url(cast), typed[1]).status_code == 302
    assert Requirement.objects.get().meetings == 3
