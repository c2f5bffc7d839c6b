"""The page of common remarks."""

from django.urls import reverse

from events.models import CommonRemark
from events.remarks.rules.common import keep_common_remark

URL = "/remarks/common/"


def test_person_keeps_their_own_and_staff_those_of_the_institution(cast):
    cast.client("curator").post(URL, {"text": "Уточните срок.", "for_all": "on"})
    cast.client("methodist").post(URL, {"text": "Нет отчёта.", "for_all": "on"})
    kept = CommonRemark.objects.values_list("text", "owner__email")
    assert set(kept) == {
        ("Уточните срок.", cast.user("curator").email),
        ("Нет отчёта.", None),
    }
    page = cast.client("curator").get(URL).text
    assert "Уточните срок." in page
    assert "Нет отчёта." in page
    assert "Для всего института" not in page
    assert page.count("Удалить") == 1


def test_empty_one_is_refused_in_words(cast):
    answer = cast.client("curator").post(URL, {"text": " "})
    assert answer.status_code == 422
    assert "Напишите текст типового замечания." in answer.text


def test_button_forgets_one(cast):
    one = keep_common_remark(text="Кратко.", for_all=False, by=cast.actor("curator"))
    url = reverse("events:common_remark_forget", args=[one.pk])
    answer = cast.client("curator").post(url, follow=True)
    assert "Типовое замечание удалено." in answer.text
    assert not CommonRemark.objects.exists()
