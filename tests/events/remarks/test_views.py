"""The buttons that close a remark."""

from django.urls import reverse

from events.models import Remark
from tests.plans import make_plan


def test_author_closes_a_remark_by_its_button(cast):
    plan = make_plan("rumo-headings", "returned", association=cast.association, rows=1)
    remark = plan.remarks.get()
    url = reverse("events:remark_close", args=[plan.pk, remark.pk])
    answer = cast.client("chair").post(url, {"state": "taken"}, follow=True)
    assert "Замечание отмечено: учтено." in answer.text
    again = cast.client("chair").post(url, {"state": "declined"}, follow=True)
    assert "Это замечание уже закрыто." in again.text
    assert Remark.objects.get(pk=remark.pk).state == "taken"
