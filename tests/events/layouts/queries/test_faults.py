"""Faults of layouts: which stop a layout, which only warn."""

from dataclasses import replace

import pytest

from events.layouts.queries.faults import faults_of, width_sum
from events.layouts.queries.values import (
    PrescribedSection,
    layout_values,
)
from events.models import Layout
from events.plan.content import ColumnContent
from tests.layouts import without
from tests.plans import LAYOUTS

RESULT = ColumnContent("result", "Итог", 30)


def built_in(code: str = "moc-results"):
    return layout_values(Layout.objects.get(code=code, institution=None))


def stops(values) -> list[str]:
    return [fault.text for fault in faults_of(values) if fault.stops]


def warnings(values) -> str:
    return " ".join(fault.text for fault in faults_of(values) if not fault.stops)


@pytest.mark.parametrize("code", LAYOUTS)
@pytest.mark.django_db
def test_built_in_layouts_have_no_faults_that_stop(code):
    assert stops(built_in(code)) == []


@pytest.mark.django_db
def test_layout_without_events_or_with_a_role_twice_is_stopped():
    values = built_in()
    assert stops(without(values, "event")) == [
        "В форме нет графы мероприятия: добавьте её, без неё нечего печатать."
    ]
    twice = replace(values, columns=(*values.columns, RESULT))
    assert stops(twice) == ["В форме две графы «Результат»: оставьте одну, иначе слова повторятся."]
    own = PrescribedSection(heading="Отчёт", columns=(RESULT,))
    assert stops(replace(values, sections=(own,))) == [
        "В разделе «Отчёт» нет графы мероприятия: добавьте её, без неё нечего печатать."
    ]


@pytest.mark.django_db
def test_the_rest_only_warns():
    values = built_in()
    assert warnings(values) == ""
    wide = replace(values, columns=(*values.columns, ColumnContent("note", "Примечание", 40)))
    assert "220 мм из 180" in warnings(wide)
    assert warnings(replace(wide, orientation="landscape")) == ""
    assert "Утверждать план некому" in warnings(replace(values, seats=()))
    assert "графы для номера нет" in warnings(without(values, "number"))
    assert "строки не нумеруются" in warnings(replace(values, numbering="none"))
    merged = replace(values, sections_as="merged")
    assert "напечатается полосой" in warnings(merged)
    two = built_in("rmc-directions")
    alone = replace(two, seats=(replace(two.seats[0], enough=1), *two.seats[1:]))
    assert "нужны будут все" in warnings(alone)
    assert stops(merged) == stops(alone) == []


@pytest.mark.django_db
def test_approval_beside_agreement_stops():
    two = built_in("rmc-directions")
    late = replace(two, seats=tuple(replace(seat, stage=2) for seat in two.seats))
    assert "поставьте ему этап после" in stops(late)[0]


def test_width_sum_tells_what_is_over():
    columns = (ColumnContent("event", "Дело", 170), ColumnContent("term", "Срок", 30))
    assert width_sum(columns, "portrait").over == 20
    assert width_sum(columns, "landscape").over == 0
