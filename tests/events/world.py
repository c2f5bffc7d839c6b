"""Plans in all their states, and all kinds of people who may come to them."""

import datetime as dt

from django.contrib.auth.models import AnonymousUser

from associations.actor import Actor
from associations.models import Association, Office
from associations.offices.queries import actor_of
from associations.vocabulary import OfficeRole
from events.drafting.rules.removal import remove_draft
from events.models import Plan, Step
from events.plan.period import Period
from events.signoff.rules.revision import repeal_plan
from events.signoff.rules.sending import recall_plan
from tests.factories import (
    TODAY,
    make_association,
    make_institution,
    make_office,
    make_person,
    make_substitution,
    make_user,
)
from tests.plans import author_of, bring_to, change, make_plan

YESTERDAY, TOMORROW = TODAY - dt.timedelta(days=1), TODAY + dt.timedelta(days=1)
STATES = (
    "draft",
    "removed",
    "sent",
    "recalled",
    "returned",
    "rejected",
    "approved",
    "changed",
    "sent-again",
    "returned-again",
    "rejected-again",
    "repealed",
)


def substitute(office: Office, **values) -> Actor:
    return actor_of(make_substitution(office, **values).person.user, TODAY)


def holder(*args, **values) -> Actor:
    return actor_of(make_office(*args, **values).person.user, TODAY)


class World:
    """Plans of one association in all their states, and all kinds of readers."""

    def __init__(self) -> None:
        self.years = 2026
        self.institution = make_institution()
        self.association = make_association(self.institution, kind=Association.Kind.MOC)
        self.umbrella = make_association(self.institution)
        self.elsewhere = make_association(self.institution)
        home, whole = self.association, self.institution
        self.offices = {
            "chair": make_office(OfficeRole.CHAIR, home),
            "curator": make_office(OfficeRole.CURATOR, home),
            "approver": make_office(OfficeRole.APPROVER, whole),
            "methodist": make_office(OfficeRole.METHODIST, whole),
            "umbrella": make_office(OfficeRole.CHAIR, self.umbrella),
            "ended": make_office(OfficeRole.SECRETARY, self.umbrella),
            "closing": make_office(OfficeRole.CHAIR, self.elsewhere),
        }
        self.plans = {state: getattr(self, "_" + state.replace("-", "_"))() for state in STATES}
        self.readers = self._readers()

    def _readers(self) -> dict[str, dict[str, Actor]]:
        home, whole, of = self.association, self.institution, self.offices
        lost = make_substitution(of["ended"])
        Office.objects.filter(pk=of["ended"].pk).update(until=YESTERDAY)
        former = make_office(OfficeRole.CHAIR, home, until=YESTERDAY).person
        moved = make_office(OfficeRole.CHAIR, home, until=YESTERDAY).person
        make_office(OfficeRole.SECRETARY, self.elsewhere, moved)
        superuser = make_office(OfficeRole.CHAIR, home).person.user
        superuser.is_superuser = True
        closed = make_office(OfficeRole.CHAIR, home).person.user
        closed.is_active = False
        past = {"since": YESTERDAY, "until": YESTERDAY}
        foreign = make_institution()
        return {
            "author": {
                "chair": actor_of(of["chair"].person.user, TODAY),
                "secretary": holder(OfficeRole.SECRETARY, home),
                "methodist": actor_of(of["methodist"].person.user, TODAY),
                "deputy of the chair": substitute(of["chair"]),
                "deputy of the methodist": substitute(of["methodist"], manner="on_behalf"),
            },
            "curator": {
                "curator": actor_of(of["curator"].person.user, TODAY),
                "deputy of the curator": substitute(of["curator"]),
                "curator of all": holder(OfficeRole.CURATOR, whole),
            },
            "decider": {
                "approver of all": actor_of(of["approver"].person.user, TODAY),
                "deputy of the approver": substitute(of["approver"]),
                "approver": holder(OfficeRole.APPROVER, home),
                "agreer": holder(OfficeRole.AGREER, home),
                "agreer of all": holder(OfficeRole.AGREER, whole),
            },
            "named": {
                "chair elsewhere": actor_of(of["umbrella"].person.user, TODAY),
                "deputy of the chair elsewhere": substitute(of["umbrella"]),
                "successor elsewhere": holder(
                    OfficeRole.SECRETARY, self.umbrella, since=TODAY, replaces=of["ended"]
                ),
            },
            "superuser": {
                "superuser": actor_of(make_user(is_superuser=True), TODAY),
                "superuser with an office": actor_of(superuser, TODAY),
            },
            "colleague": {
                "who only closes": actor_of(of["closing"].person.user, TODAY),
                "same role as the one that ended": holder(OfficeRole.SECRETARY, self.umbrella),
                "second chair elsewhere": holder(OfficeRole.CHAIR, self.umbrella),
                "secretary of a third": holder(OfficeRole.SECRETARY, self.elsewhere),
                "curator of a third": holder(OfficeRole.CURATOR, self.elsewhere),
                "approver of a third": holder(OfficeRole.APPROVER, self.elsewhere),
                "former chair with another office": actor_of(moved.user, TODAY),
            },
            "outsider": {
                "nobody": actor_of(AnonymousUser(), TODAY),
                "account alone": actor_of(make_user(), TODAY),
                "person without an office": actor_of(make_person(whole, account=True).user, TODAY),
                "former chair": actor_of(former.user, TODAY),
                "chair from tomorrow": holder(OfficeRole.CHAIR, home, since=TOMORROW),
                "chair whose account is closed": actor_of(closed, TODAY),
                "deputy of yesterday": substitute(of["chair"], **past),
                "deputy of an office that ended": actor_of(lost.person.user, TODAY),
                "holder of the office that ended": actor_of(of["ended"].person.user, TODAY),
                "methodist elsewhere": holder(OfficeRole.METHODIST, foreign),
                "approver elsewhere": holder(OfficeRole.APPROVER, foreign),
                "chair of another institution": holder(OfficeRole.CHAIR, make_association(foreign)),
            },
        }

    def people(self):
        return [(k, who, actor) for k, all_ in self.readers.items() for who, actor in all_.items()]

    def _draft(self) -> Plan:
        plan = make_plan("moc-results", association=self.association, rows=1, period=self._year())
        plan.steps.all().delete()
        # A route that prescribes nobody: who decides is said below.
        plan.layout.seats.all().delete()
        named = (
            ("of a chair elsewhere", "agree", self.offices["umbrella"]),
            ("of an office that ended", "agree", self.offices["ended"]),
            ("on paper", "agree", None),
            ("that closes", "close", self.offices["closing"]),
        )
        for order, (position, verb, office) in enumerate(named):
            Step.objects.create(
                plan=plan,
                order=order,
                verb=verb,
                office=office,
                position=position,
                position_reason="По этим словам шаг узнают.",
                name="Я",
            )
        return plan

    def _year(self):
        self.years += 1
        return Period.of_calendar_year(self.years)

    def _removed(self) -> Plan:
        return remove_draft(plan=self._draft(), by=author_of(self.association))

    def _sent(self) -> Plan:
        return bring_to(self._draft(), "signoff")

    def _recalled(self) -> Plan:
        return change(recall_plan(plan=self._sent(), by=author_of(self.association)))

    def _returned(self) -> Plan:
        return change(bring_to(self._draft(), "returned"))

    def _rejected(self) -> Plan:
        return change(bring_to(self._draft(), "rejected"))

    def _approved(self) -> Plan:
        return bring_to(self._draft(), "approved")

    def _changed(self) -> Plan:
        return change(self._approved())

    def _sent_again(self) -> Plan:
        return bring_to(self._changed(), "signoff")

    def _returned_again(self) -> Plan:
        return change(bring_to(self._changed(), "returned"), "ещё раз")

    def _rejected_again(self) -> Plan:
        return change(bring_to(self._changed(), "rejected"), "ещё раз")

    def _repealed(self) -> Plan:
        plan = self._approved()
        by = actor_of(self.offices["methodist"].person.user, TODAY)
        plan = repeal_plan(plan=plan, seen=plan.official.sha256, reason="Ошибка", by=by)
        return change(plan)
