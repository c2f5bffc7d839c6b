"""The page of terms and own days."""

import pytest

from associations.models import InstituteDay
from tests.associations.pages import text_of, url


@pytest.fixture
def staff(cast):
    return cast.client("methodist")


def test_everybody_reads_and_staff_changes(cast, staff):
    page = url("institution_terms", cast.institution.pk)
    InstituteDay.objects.create(institution=cast.institution, day="2026-12-03", why="приказ № 7")
    reader = text_of(cast.client("chair").get(page))
    assert "приказ № 7" in reader
    assert "Записать день" not in reader
    assert "Записать день" in text_of(staff.get(page))


def test_terms_are_saved(cast, staff):
    page = url("institution_terms", cast.institution.pk)
    answer = staff.post(
        page,
        {
            "step_working_days": "7",
            "escalation_to": "",
            "letters_hour": "10",
            "ask_again": "changed",
        },
    )
    assert answer.url == page
    cast.institution.refresh_from_db()
    assert (cast.institution.step_working_days, cast.institution.letters_hour) == (7, 10)
    assert cast.institution.ask_again == "changed"
    assert "чьих мест коснулись правки" in text_of(cast.client("chair").get(page))


def test_refused_values_come_back(cast, staff):
    page = url("institution_terms", cast.institution.pk)
    answer = staff.post(page, {"step_working_days": "700", "letters_hour": "8"})
    assert answer.status_code == 422
    assert 'value="700"' in answer.text


def test_day_is_added_and_removed_by_buttons(cast, staff):
    values = {"day": "2026-12-03", "is_working": "False", "why": "приказ № 7"}
    answer = staff.post(url("institute_day_add", cast.institution.pk), values, follow=True)
    assert "День записан" in text_of(answer)
    day = InstituteDay.objects.get()
    answer = staff.post(url("institute_day_remove", day.pk), follow=True)
    assert "Запись убрана" in text_of(answer)
    assert not InstituteDay.objects.exists()


def test_refused_day_comes_back_with_its_words(cast, staff):
    values = {"day": "2026-12-05", "is_working": "False", "why": "приказ № 7"}
    answer = staff.post(url("institute_day_add", cast.institution.pk), values)
    assert answer.status_code == 422
    assert "и так выходной" in text_of(answer)
    assert 'value="приказ № 7"' in answer.text


def test_institution_leads_there(cast):
    page = cast.client("chair").get(cast.institution.get_absolute_url()).text
    assert url("institution_terms", cast.institution.pk) in page
    assert f'href="{url("letter_list")}"' not in page
