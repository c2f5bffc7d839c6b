"""Makes plans for tests: on any built-in layout, with rows, in any state, by the real rules.

Every word is made up. Who acts is taken from the offices of the plan's own association.
"""

import datetime as dt

from associations.actor import Actor
from associations.models import Association, Office
from associations.vocabulary import OfficeRole
from events.drafting.queries.responsible_names import responsible_directory
from events.drafting.queries.stored_content import read_content
from events.drafting.rules.deviations import ask_deviation
from events.drafting.rules.draft_lock import bump_revision
from events.drafting.rules.importing import IdentityMap, adding_rows
from events.drafting.rules.part_writing import write_patch
from events.drafting.rules.plans import HeadingValues, create_plan, edit_heading, heading_values
from events.drafting.rules.sections import edit_section, section_values
from events.models import Layout, Plan, Section, Step
from events.plan.codec import fingerprint
from events.plan.content import AgendaItemContent, EventContent, ResponsibleContent
from events.plan.patch import PartChange
from events.plan.period import Period
from events.plan.vocabulary import ResponsibleKind
from events.signoff.queries.paper_check import paper_check
from events.signoff.queries.pending_steps import pending_steps
from events.signoff.rules.deciding import reject_plan, return_plan, sign_plan
from events.signoff.rules.paper import record_paper
from events.signoff.rules.revision import revise_plan
from events.signoff.rules.sending import send_plan
from plans_portal.lib.versions import version_of
from tests.factories import TODAY, make_actor, make_association, make_office

LAYOUTS = ("rumo-directions", "rumo-headings", "omo-directions", "rmc-directions", "moc-results")
STATUSES = ("draft", "signoff", "returned", "rejected", "approved")

TITLES = (
    "Семинар «Речь и чтение: работа с неуспевающими учениками пятых классов»",
    "Краевой конкурс методических разработок «Открытый урок», очный этап",
    "Обсуждение итогов диагностики, составление перечня трудных тем",
    "Выездная мастерская для учителей малокомплектных школ Северного округа",
)
TERMS = ("15 марта", "в течение года", "с 20 по 24 апреля", "сентябрь 2027 г.", "ежеквартально")


def make_staffed_association(**values) -> Association:
    """Make an association with a chair, a curator, an agreer, an approver, and staff beside it."""
    association = make_association(**values)
    make_office(OfficeRole.CHAIR, association, position="Председатель объединения")
    make_office(OfficeRole.CURATOR, association, position="Куратор объединения")
    make_office(OfficeRole.AGREER, association, position="Проректор университета")
    make_office(OfficeRole.APPROVER, association.institution, position="Директор института")
    make_office(OfficeRole.METHODIST, association.institution, position="Методист")
    return association


def make_plan(
    layout: str = "moc-results",
    status: str = "draft",
    *,
    association: Association | None = None,
    period: Period | None = None,
    rows: int = 3,
    on: dt.date = TODAY,
    **values,
) -> Plan:
    """Make a plan of a layout in a status, walking there by the rules; `rows` in each section."""
    form = Layout.objects.get(code=layout, institution=None)
    association = association or make_staffed_association(kind=form.association_kind)
    year = Period.of_calendar_year if form.period_kind == "calendar" else Period.of_academic_year
    by = author_of(association, on)
    plan = create_plan(
        association=association, layout=form, period=period or year(2027), **values, by=by
    )
    fill_plan(plan, rows=rows, by=by)
    return bring_to(plan, status, on=on, by=by)


def bring_to(plan: Plan, status: str, *, on: dt.date = TODAY, by: Actor | None = None) -> Plan:
    """Send, sign or return the plan until it has the status; it is sent by its chair."""
    if status != "draft":
        by = by or author_of(plan.association, on)
        content = read_content(plan)
        paper_check(plan, content, starts=True)
        seen = fingerprint(content)
        note = "Так решил совет." if plan.status in ("returned", "rejected") else ""
        plan = send_plan(plan=plan, seen=seen, note=note, by=by)
    if status in ("returned", "rejected"):
        step = pending_steps(plan)[0]
        sha256 = plan.edition.sha256
        by = _decider(step, on)
        give_back = return_plan if status == "returned" else reject_plan
        plan = give_back(plan=plan, step=step, seen=sha256, comment="Уточните сроки.", by=by)
    while status == "approved" and plan.status == Plan.Status.SIGNOFF:
        plan = sign_next(plan, on=on)
    return Plan.objects.select_related("association", "layout", "edition", "official").get(
        pk=plan.pk
    )


def change(plan: Plan, words: str = "с изменениями", *, on: dt.date = TODAY) -> Plan:
    """Add a line to the title; an approved plan is opened for changes first."""
    by = author_of(plan.association, on)
    if plan.status == Plan.Status.APPROVED:
        plan = revise_plan(plan=plan, by=by)
    was = heading_values(plan)
    values = HeadingValues(f"{was.title}\n{words}", was.city, was.imprint)
    edit_heading(plan=plan, values=values, expected_version=version_of(was), by=by)
    return Plan.objects.select_related("association", "layout", "edition", "official").get(
        pk=plan.pk
    )


def hand_over(plan: Plan, office: Office, *, on: dt.date = TODAY) -> Plan:
    """Give all deciding seats of a draft to this office, as a methodist may."""
    for step in plan.steps.exclude(verb="close").exclude(office=office):
        ask_deviation(
            plan=plan,
            kind="replace",
            step=step,
            office=office,
            reason="Так решил совет.",
            by=staff_of(plan.association, on),
        )
    return plan


def staff_of(association: Association, on: dt.date = TODAY) -> Actor:
    """Give the methodist of the association's institution."""
    offices = Office.objects.select_related("person__user")
    institution = association.institution
    return make_actor(offices.get(institution=institution, role=OfficeRole.METHODIST), on)


def sign_next(plan: Plan, *, on: dt.date = TODAY) -> Plan:
    """Make the next signature that the plan waits for: its holder's, or staff's for paper."""
    step = pending_steps(plan)[0]
    common = {"plan": plan, "step": step, "seen": plan.edition.sha256, "by": _decider(step, on)}
    if step.office:
        return sign_plan(**common)
    return record_paper(signed_on=on, act="письмо от 12.01.2027 № 4", **common)


def author_of(association: Association, on: dt.date = TODAY) -> Actor:
    """Give the actor who writes the association's plans: its chair."""
    offices = Office.objects.select_related("person__user")
    return make_actor(offices.get(association=association, role=OfficeRole.CHAIR), on)


def fill_plan(plan: Plan, *, rows: int = 3, by: Actor | None = None) -> Plan:
    """Give every table section `rows` rows and every text section three paragraphs.

    Rows are written as those of an imported plan are: by one rule, and far quicker than one by one.
    """
    by = by or author_of(plan.association)
    identities = IdentityMap(responsible_directory(plan.association, by))
    patch: list[PartChange] = []
    columns = set(plan.layout.columns.values_list("role", flat=True))
    for section in plan.sections.select_related("plan").order_by("order"):
        if section.kind == "text":
            _write_paragraphs(section, by)
            continue
        shown_as = section.shown_as or plan.layout.sections_as
        roles = columns - {"direction"} if "merged" in shown_as else columns
        events = [_row(roles, place) for place in range(rows)]
        patch += adding_rows(events, identities, section=section.uid)
    write_patch(plan, tuple(patch))
    bump_revision(plan)
    plan.refresh_from_db()
    return plan


def _row(roles: set[str], place: int) -> EventContent:
    has_agenda = place % 3 == 2
    return EventContent(
        meeting=has_agenda,
        title=f"Заседание № {place}" if has_agenda else TITLES[place % len(TITLES)],
        direction="Работа с молодыми учителями" if "direction" in roles else "",
        term=TERMS[place % len(TERMS)],
        result="Методические рекомендации" if "result" in roles else "",
        responsible=(
            ResponsibleContent("Светлова А. П.", ResponsibleKind.PERSON),
            ResponsibleContent("совет объединения"),
        ),
        agenda=(
            AgendaItemContent("Об итогах первого полугодия", "Светлова А. П."),
            AgendaItemContent("Разное"),
        )
        if has_agenda
        else (),
    )


def _write_paragraphs(section: Section, by: Actor) -> None:
    old = section_values(section)
    text = "Единство требований к урокам чтения.\nПоддержка начинающих учителей.\nСвязь с библиотеками."
    values = type(old)(**{n: getattr(old, n) for n in old.__slots__} | {"paragraphs": text})
    edit_section(section=section, values=values, expected_version=version_of(old), by=by)


def _decider(step: Step, on: dt.date) -> Actor:
    if step.office:
        return make_actor(step.office, on)
    return staff_of(step.plan.association, on)
