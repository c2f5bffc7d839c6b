"""Who reads layouts and who changes them, by their addresses."""

import pytest
from django.urls import reverse

from events.layouts.rules import copy_layout
from events.models import Layout
from tests.cast import EVERYBODY
from tests.events.test_urls import AUTHORS, LAYOUT_COPY, LAYOUT_DEEDS, LAYOUT_WRITE, expected
from tests.layouts import plan_with_newer_layout
from tests.plans import make_plan

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("who", EVERYBODY)
def test_layouts_are_made_by_staff_of_their_institution(cast, who):
    built_in = Layout.objects.get(code="moc-results")
    own = copy_layout(layout=built_in, by=cast.actor("methodist"))
    client = cast.client(who)

    def got(name: str, layout: Layout, method: str = "get") -> int:
        args = () if name == "layout_list" else (layout.pk,)
        return getattr(client, method)(reverse(f"events:{name}", args=args)).status_code

    reads = {"methodist": 200, "superuser": 200, "anonymous": 302, "foreigner": 404}
    reads |= {"unplaced": 404}
    changes = {**reads, "superuser": 403}
    assert {got("layout_detail", own)} == {reads.get(who, 403)}
    assert {got(name, own) for name in LAYOUT_WRITE} == {changes.get(who, 403)}
    lists = {"methodist": 200, "foreigner": 200, "superuser": 200, "anonymous": 302}
    assert got("layout_list", own) == lists.get(who, 403)
    assert got("layout_detail", built_in) == lists.get(who, 403)
    assert {got(name, built_in) for name in LAYOUT_WRITE} == {302 if who == "anonymous" else 403}
    if who != "methodist":
        posted = {got(name, own, "post") for name in (*LAYOUT_WRITE, *LAYOUT_DEEDS)}
        assert posted == {changes.get(who, 403)}
        assert got("layout_copy", own, "post") == changes.get(who, 403)
        assert Layout.objects.filter(institution__isnull=False).count() == 1
        return
    assert [got(name, own, "post") for name in LAYOUT_DEEDS] == [200, 302]
    assert {got(name, own) for name in (*LAYOUT_DEEDS, *LAYOUT_COPY)} == {405}
    assert got("layout_copy", built_in, "post") == 302


def test_new_version_of_a_layout_is_taken_by_authors(cast):
    plan, newer = plan_with_newer_layout(cast)
    url = reverse("events:plan_layout", args=[plan.pk, newer.pk])
    other = make_plan("rmc-directions", association=cast.other_association, rows=1)
    foreign = reverse("events:plan_layout", args=[plan.pk, other.layout_id])
    for who in EVERYBODY:
        client = cast.client(who)
        assert (who, client.get(url).status_code) == (who, expected(plan, who, AUTHORS))
        answer = client.post(url, {"expected_version": "x"})
        assert (who, answer.status_code) == (who, expected(plan, who, AUTHORS, 302))
        wanted = 302 if who == "anonymous" else 404 if who in (*AUTHORS, "foreigner") else None
        if wanted:
            assert (who, client.get(foreign).status_code) == (who, wanted)
    plan.refresh_from_db()
    assert plan.layout_id != newer.pk
