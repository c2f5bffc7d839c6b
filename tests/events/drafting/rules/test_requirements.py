"""What an institution requires of plans: written by its staff, held by the database."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from events.checks import Requirements
from events.drafting.queries.inspection import surroundings_of
from events.drafting.rules.requirements import set_requirement
from events.models import Requirement


def test_staff_write_it_and_write_it_anew(cast):
    by, kind = cast.actor("methodist"), cast.association.kind
    set_requirement(institution=cast.institution, kind=kind, meetings=2, by=by)
    set_requirement(
        institution=cast.institution,
        kind=kind,
        meetings=4,
        report_month=1,
        report_day=15,
        sections="  Заседания \n\nПовышение квалификации\n",
        by=by,
    )
    assert Requirement.objects.count() == 1
    wanted = Requirements(4, (1, 15), ("Заседания", "Повышение квалификации"))
    assert surroundings_of(cast.association).requirements == wanted


def test_nothing_is_required_where_nothing_was_written(cast):
    assert surroundings_of(cast.association).requirements == Requirements()


def test_requirements_of_another_kind_or_institution_say_nothing(cast):
    kind, other = cast.association.kind, cast.other_association.kind
    Requirement.objects.create(institution=cast.institution, kind=other, meetings=3)
    Requirement.objects.create(institution=cast.foreign_institution, kind=kind, meetings=3)
    assert surroundings_of(cast.association).requirements == Requirements()


@pytest.mark.parametrize("who", ["chair", "curator", "foreigner", "superuser", "anonymous"])
def test_nobody_else_writes_it(cast, who):
    with pytest.raises(PermissionDenied):
        set_requirement(institution=cast.institution, kind="omo", meetings=2, by=cast.actor(who))
    assert not Requirement.objects.exists()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"report_day": 5}, "report_month"),
        ({"report_month": 5}, "report_day"),
        ({"report_month": 2, "report_day": 30}, "report_day"),
        ({"report_month": 13, "report_day": 1}, "report_day"),
    ],
)
def test_day_that_is_none_is_refused_at_its_field(cast, values, field):
    with pytest.raises(ValidationError) as refusal:
        set_requirement(
            institution=cast.institution, kind="omo", **values, by=cast.actor("methodist")
        )
    assert list(refusal.value.message_dict) == [field]


def test_leap_day_and_no_other_kind(cast):
    by, institution = cast.actor("methodist"), cast.institution
    row = set_requirement(institution=institution, kind="omo", report_month=2, report_day=29, by=by)
    assert row.report_by == "29 февраля"
    with pytest.raises(ValidationError, match="вида"):
        set_requirement(institution=institution, kind="club", by=by)


@pytest.mark.parametrize(
    "values",
    [
        {"kind": "club"},
        {"kind": "omo", "report_day": 5},
        {"kind": "omo", "report_month": 5},
        {"kind": "omo", "report_month": 13, "report_day": 1},
    ],
)
def test_database_holds_it_to_that(cast, values):
    with pytest.raises(IntegrityError), transaction.atomic():
        Requirement.objects.create(institution=cast.institution, **values)


def test_one_row_for_a_kind(cast):
    Requirement.objects.create(institution=cast.institution, kind="omo")
    with pytest.raises(IntegrityError), transaction.atomic():
        Requirement.objects.create(institution=cast.institution, kind="omo")
