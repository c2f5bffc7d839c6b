"""`manage.py check_plan`: what it prints and how it ends."""

import json
from dataclasses import replace
from datetime import date

import pytest
from django.core.management import call_command

from associations.actor import Actor
from events.drafting.queries.inspection import surroundings_of
from events.drafting.rules.importing import import_content
from events.plan.content import ResponsibleContent
from tests.drafts import APPROVER, plan_of, row
from tests.factories import make_association, make_office, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def association():
    return make_association()


def stored(association, *rows, **values):
    actor = Actor(date(2026, 11, 21))
    return import_content(
        association=association, content=plan_of(*rows, **values), by=actor, trusted=True
    )


def run(capsys, *args):
    """Run the command: its exit code, what it printed, what it complained of."""
    code: str | int | None = 0
    try:
        call_command("check_plan", *args)
    except SystemExit as ending:
        code = ending.code
    printed = capsys.readouterr()
    return code, printed.out.strip(), printed.err.strip()


def test_plan_without_findings_ends_well(association, capsys):
    plan = stored(association, row("Заседание о чтении", meeting=True))
    assert run(capsys, str(plan.pk)) == (0, "Замечаний нет.", "")
    assert run(capsys, str(plan.pk), "--json") == (0, "[]", "")


def test_warnings_are_printed_and_end_well(association, capsys):
    plan = stored(association, row("Заседание  о чтении", meeting=True))
    code, out, _ = run(capsys, str(plan.pk))
    assert (code, out.splitlines()) == (
        0,
        ["Обратите внимание: Строка 1: лишние пробелы — «Заседание  о чтении»."],
    )


def test_what_blocks_is_printed_first_and_ends_with_one(association, capsys):
    plan = stored(association, row("Заседание  о чтении", meeting=True, place="____"), steps=())
    code, out, _ = run(capsys, str(plan.pk), "--json")
    found = json.loads(out)
    assert code == 1
    assert [one["severity"] for one in found] == ["blocks", "blocks", "warns"]
    event = plan.events.get(is_meeting=True)
    assert found[1] | {"text": ""} == {
        "code": "leftover",
        "severity": "blocks",
        "text": "",
        "uid": event.uid,
        "field": "place",
        "row": "1",
        "repair": "",
    }
    assert found[2]["repair"] == "Убрать лишние пробелы"


@pytest.mark.parametrize("number", ["999999", "семь", "1.5", "9" * 40])
def test_wrong_number_is_refused_in_one_sentence(number, capsys):
    assert run(capsys, number) == (2, "", f"Плана с номером {number} нет.")


def test_people_are_those_of_the_plans_own_institution(association, capsys):
    known = make_person(association.institution, last_name="Кедрова", first_name="Алёна")
    make_person(make_association().institution, last_name="Сомов")
    people = (ResponsibleContent("Кедрова А.", "person"), ResponsibleContent("Сомов О.", "person"))
    plan = stored(association, row("Заседание о чтении", meeting=True, responsible=people))
    make_office("chair", association, known, since=date(2020, 1, 1), until=date(2026, 1, 31))
    _, out, _ = run(capsys, str(plan.pk), "--json")
    assert [one["code"] for one in json.loads(out)] == ["person_unknown", "out_of_office"]


def test_directory_and_school_year_are_read_in_two_queries(association, django_assert_num_queries):
    for _ in range(3):
        make_office("secretary", association, make_person(association.institution))
    with django_assert_num_queries(2):
        assert len(surroundings_of(association).directory.people) == 3


def test_check_reads_what_stands_now(association, capsys):
    plan = stored(
        association, row("Заседание о чтении", meeting=True), steps=(replace(APPROVER, uid="x"),)
    )
    plan.steps.all().delete()
    code, out, _ = run(capsys, str(plan.pk))
    assert (code, out.split(":")[0]) == (1, "Мешает отправке")
