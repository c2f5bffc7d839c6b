"""Who has which right on a plan: one table of answers tests the Python and the SQL of each right.

A row is a plan in one of its states, a column is a kind of reader with several people: holders and
substitutes, offices of the association and of the whole institution, successors.
"""

from typing import ClassVar

from django.db.models import Q
from django.test import TestCase

from associations.actor import Actor, Outsider
from associations.models import Association
from events import access
from events.access import associations_to_draft
from events.drafting.queries.stored_content import edition_shown
from events.models import Plan, Step
from events.signoff.queries.pending_steps import pending_for
from events.signoff.rules.deciding import objection_to_deciding
from tests.events.world import STATES, World
from tests.factories import TODAY

# "named": whose office is in a step of the plan, without an office for the plan itself.
# "colleague": has some other office in the institution; "outsider": has none there today.
PLANS = {
    "sees the plan": (
        access.sees,
        access.sees_sql,
        """
                        author  curator  decider  named  superuser  colleague  outsider
        draft             yes     yes       -       -       yes         -         -
        removed            -       -        -       -        -          -         -
        sent              yes     yes      yes     yes      yes         -         -
        recalled          yes     yes      yes     yes      yes         -         -
        returned          yes     yes      yes     yes      yes         -         -
        rejected          yes     yes      yes     yes      yes         -         -
        approved          yes     yes      yes     yes      yes        yes        -
        changed           yes     yes      yes     yes      yes        yes        -
        sent-again        yes     yes      yes     yes      yes        yes        -
        returned-again    yes     yes      yes     yes      yes        yes        -
        rejected-again    yes     yes      yes     yes      yes        yes        -
        repealed          yes     yes      yes     yes      yes         -         -
        """,
    ),
    "writes the plan": (
        lambda plan, actor: access.is_author(plan.association, actor),
        access.is_author_sql,
        """
                        author  curator  decider  named  superuser  colleague  outsider
        every             yes      -        -       -        -          -         -
        """,
    ),
    "reads what was not sent": (
        access.reads_draft,
        access.reads_draft_sql,
        """
                        author  curator  decider  named  superuser  colleague  outsider
        every             yes     yes       -       -       yes         -         -
        """,
    ),
    "may be asked to agree or approve": (
        access.may_be_asked,
        access.may_be_asked_sql,
        """
                        author  curator  decider  named  superuser  colleague  outsider
        every              -       -       yes     yes       -          -         -
        """,
    ),
    "takes part in the plan": (
        access.takes_part,
        access.takes_part_sql,
        """
                        author  curator  decider  named  superuser  colleague  outsider
        every             yes     yes      yes     yes      yes         -         -
        """,
    ),
    "is shown which words": (
        access.shown_words,
        access.shown_words_sql,
        """
                        author   curator  decider  named  superuser  colleague  outsider
        draft           present  present     ?       ?     present       ?         ?
        removed            ?        ?        ?       ?        ?          ?         ?
        sent              sent     sent    sent    sent     sent         ?         ?
        recalled        present  present   sent    sent    present       ?         ?
        returned        present  present   sent    sent    present       ?         ?
        rejected        present  present   sent    sent    present       ?         ?
        approved          sent     sent    sent    sent     sent     in_force      ?
        changed         present  present   sent    sent    present   in_force      ?
        sent-again        sent     sent    sent    sent     sent     in_force      ?
        returned-again  present  present   sent    sent    present   in_force      ?
        rejected-again  present  present   sent    sent    present   in_force      ?
        repealed        present  present   sent    sent    present       ?         ?
        """,
    ),
    "is shown the present rows": (
        access.reads_rows,
        access.reads_rows_sql,
        """
                        author  curator  decider  named  superuser  colleague  outsider
        draft             yes     yes       ?       ?       yes         ?         ?
        removed            ?       ?        ?       ?        ?          ?         ?
        sent              yes     yes      yes     yes      yes         ?         ?
        recalled          yes     yes       -       -       yes         ?         ?
        returned          yes     yes       -       -       yes         ?         ?
        rejected          yes     yes       -       -       yes         ?         ?
        approved          yes     yes      yes     yes      yes        yes        ?
        changed           yes     yes       -       -       yes         -         ?
        sent-again        yes     yes      yes     yes      yes         -         ?
        returned-again    yes     yes       -       -       yes         -         ?
        rejected-again    yes     yes       -       -       yes         -         ?
        repealed          yes     yes       -       -       yes         ?         ?
        """,
    ),
    "is shown which status": (
        access.shown_status,
        access.shown_status_sql,
        """
                        author    curator   decider   named     superuser  colleague  outsider
        draft           draft     draft        ?         ?      draft          ?         ?
        removed            ?         ?         ?         ?         ?           ?         ?
        sent            signoff   signoff   signoff   signoff   signoff        ?         ?
        recalled        draft     draft     draft     draft     draft          ?         ?
        returned        returned  returned  returned  returned  returned       ?         ?
        rejected        rejected  rejected  rejected  rejected  rejected       ?         ?
        approved        approved  approved  approved  approved  approved   approved      ?
        changed         draft     draft     draft     draft     draft      approved      ?
        sent-again      signoff   signoff   signoff   signoff   signoff    approved      ?
        returned-again  returned  returned  returned  returned  returned   approved      ?
        rejected-again  rejected  rejected  rejected  rejected  rejected   approved      ?
        repealed        returned  returned  returned  returned  returned       ?         ?
        """,
    ),
}
# Who decides each step once it is pending.
STEPS = {
    "of a chair elsewhere": {"chair elsewhere", "deputy of the chair elsewhere"},
    "of an office that ended": {"successor elsewhere"},
    "on paper": {"methodist", "deputy of the methodist"},
    "that closes": {"who only closes"},
}


def written(table: str) -> dict[tuple[str, str], str]:
    """The cells of a table by row and column; the row "every" is for all states."""
    head, *lines = (line.split() for line in table.strip().splitlines())
    rows = {words[0]: words[1:] for words in lines}
    return {
        (state, kind): cell
        for state in STATES
        for kind, cell in zip(head, rows.get("every") or rows[state], strict=True)
    }


def as_cell(answer: object) -> str:
    return ("yes" if answer else "-") if isinstance(answer, bool) else str(answer)


def asked(sql, actor: Actor) -> dict[int, str]:
    """The answers of the database for every plan."""
    question = sql(actor)
    if isinstance(question, Q):
        held = list(Plan.objects.filter(question).values_list("pk", flat=True))
        assert len(held) == len(set(held))
        return {pk: as_cell(pk in held) for pk in Plan.objects.values_list("pk", flat=True)}
    return dict(Plan.objects.annotate(answer=question).values_list("pk", "answer"))


class TestRights(TestCase):
    """The tests change nothing, so they share one world."""

    world: ClassVar[World]

    @classmethod
    def setUpTestData(cls):
        cls.world = World()

    def test_python_and_sql_give_the_answers_of_the_table(self):
        plans = {plan.pk: plan for plan in Plan.objects.select_related("association")}
        wrong = []
        for name, (python, sql, table) in PLANS.items():
            cells = written(table)
            for kind, who, actor in self.world.people():
                answers = asked(sql, actor)
                for state, plan in self.world.plans.items():
                    in_python, in_sql = as_cell(python(plans[plan.pk], actor)), answers[plan.pk]
                    expected = cells[state, kind]
                    if in_python != in_sql or expected not in ("?", in_python):
                        wrong.append((name, state, who, expected, in_python, in_sql))
        assert wrong == []

    def test_plans_are_reached_by_these_rights(self):
        """Plans, titles, rows and statuses are reached only by the rights of the table."""
        for _kind, who, actor in self.world.people():
            plans = {
                plan.pk: plan
                for plan in Plan.objects.select_related("association", "edition", "official")
                if access.sees(plan, actor)
            }
            visible = Plan.objects.visible_to(actor)
            assert {plan.pk for plan in visible} == set(plans), who
            rows = {pk for pk, plan in plans.items() if access.reads_rows(plan, actor)}
            in_force = {pk for pk, plan in plans.items() if plan.official_id} - rows
            assert {plan.pk for plan in Plan.objects.as_they_stand_for(actor)} == rows, who
            assert {plan.pk for plan in Plan.objects.being_changed_for(actor)} == in_force, who
            for titled in visible.with_shown_title(actor):
                plan = plans[titled.pk]
                edition = edition_shown(plan, actor)
                title = edition.title if edition else plan.title
                assert vars(titled)["shown_title"] == title, who
                # The answer that came with the query is used again.
                assert access.takes_part(titled, actor) == access.takes_part(plan, actor), who
            for status in Plan.Status.values:
                expected = {
                    pk for pk, plan in plans.items() if access.shown_status(plan, actor) == status
                }
                assert {plan.pk for plan in visible.in_state_for(actor, status)} == expected, who

    def test_steps_are_decided_by_who_holds_their_office_today(self):
        plan = self.world.plans["sent"]
        steps = {step.position: step for step in plan.steps.select_related("office", "plan")}
        decided: dict[str, set[str]] = {name: set() for name in STEPS}
        for _kind, who, actor in self.world.people():
            for python, sql in (
                (lambda step, by: bool(access.standing_for(step, by)), access.standing_for_sql),
                (lambda step, by: access.records_paper(plan, step, by), access.records_paper_sql),
                (lambda step, by: access.may_decide(plan, step, by), access.may_decide_sql),
            ):
                held = set(Step.objects.filter(sql(actor), plan=plan).values_list("pk", flat=True))
                assert held == {s.pk for s in steps.values() if python(s, actor)}, who
            for name, step in steps.items():
                if access.may_decide(plan, step, actor):
                    decided[name].add(who)
        assert decided == STEPS

    def test_who_came_by_a_link_decides_its_step_and_sees_nothing(self):
        plan = self.world.plans["sent"]
        for step in plan.steps.select_related("office"):
            outsider = Outsider(1, step.pk, "a@b.example", 1, "Методист")
            actor = Actor(on=TODAY, outsider=outsider)
            mine = set(Step.objects.filter(access.may_decide_sql(actor)))
            assert mine == ({step} if step.office is None else set())
            for other in plan.steps.select_related("office"):
                assert access.may_decide(plan, other, actor) == (other in mine)
            assert not access.sees(plan, actor)
            assert not access.takes_part(plan, actor)

    def test_who_may_decide_now_finds_the_plan_on_the_desk(self):
        for _kind, who, actor in self.world.people():
            waiting = {
                (plan.pk, step.pk)
                for plan in Plan.objects.visible_to(actor)
                for step in plan.steps.select_related("office")
                if access.standing_for(step, actor) and not objection_to_deciding(plan, step, actor)
            }
            on_desk = pending_for(Plan.objects.visible_to(actor), actor)
            assert {(plan.pk, step.pk) for plan, step in on_desk} == waiting, who
            named = who in STEPS["of a chair elsewhere"] | STEPS["of an office that ended"]
            assert len(waiting) == (2 if named else 0), who

    def test_plans_are_started_for_associations_by_their_authors(self):
        for _kind, who, actor in self.world.people():
            offered = set(associations_to_draft(actor))
            written = {
                association
                for association in Association.objects.all()
                if access.is_author(association, actor)
            }
            assert offered == written, who
