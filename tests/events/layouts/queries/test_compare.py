"""Differences of two layouts in words."""

from dataclasses import replace

import pytest

from events.layouts.queries.compare import layout_differences, layout_facts
from events.layouts.queries.values import (
    layout_values,
)
from events.models import Layout
from plans_portal.lib.versions import version_of
from tests.layouts import own_layout, without


def built_in(code: str = "moc-results"):
    return layout_values(Layout.objects.get(code=code, institution=None))


@pytest.mark.django_db
def test_differences_are_told_in_words():
    old = built_in()
    new = replace(without(old, "result"), orientation="landscape")
    columns, page = layout_differences(old, new)[1], layout_differences(old, new)[0]
    assert (page.label, page.before, page.after) == ("Лист", "Книжная", "Альбомная")
    assert columns.label == "Графы"
    assert "Результат: «Результат», 44 мм" in columns.before
    assert "Результат" not in columns.after
    assert layout_differences(old, old) == ()
    assert version_of(old) == version_of(built_in()) != version_of(new)
    assert len(layout_facts(old)) == 13


@pytest.mark.django_db
def test_seat_is_told_in_words_with_whom_it_names(cast):
    layout = own_layout(cast)
    (seat,) = layout_values(layout).seats
    agreer, approver = cast.office("agreer"), cast.office("approver")
    named = replace(
        seat,
        verb="agree",
        office_id=agreer.pk,
        deputy_id=approver.pk,
        is_required=False,
        enough=1,
        working_days=3,
    )
    before = layout_values(layout)
    (told,) = layout_differences(before, replace(before, seats=(named,)))
    assert told.label == "Маршрут: грифы и подписи"
    for words in (
        "любая одна из таких на этапе",
        "можно убрать",
        "рабочих дней: 3",
        str(agreer),
        f"если место свободно — {approver}",
    ):
        assert words in told.after
        assert words not in told.before
