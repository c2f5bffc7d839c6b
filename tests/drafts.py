"""Plans as plain values for the tests of the check: fictional rows on small tables."""

from dataclasses import replace

from events.checks import check_content
from events.plan.content import (
    AssociationContent,
    ColumnContent,
    EventContent,
    LayoutContent,
    PeriodContent,
    PlanContent,
    ResponsibleContent,
    SectionContent,
    StepContent,
)

CALENDAR = PeriodContent("calendar", "2026-01-01", "2026-12-31")
ACADEMIC = PeriodContent("academic", "2025-09-01", "2026-08-31")
ROLES = ("number", "event", "term", "responsible")
SOMEBODY = (ResponsibleContent("Совет объединения"),)
APPROVER = StepContent(uid="t1", verb="approve", position="Директор института")
REPORT = EventContent(uid="report", title="Отчёт о работе", term="декабрь", responsible=SOMEBODY)


def row(title="Семинар для наставников", term="март", **values) -> EventContent:
    values.setdefault("responsible", SOMEBODY)
    return EventContent(title=title, term=term, **values)


def section(*events: EventContent, **values) -> SectionContent:
    """Give a section whose rows and itself have uids: «s», e1, e2… by default."""
    uid = values.get("uid", "")
    named = tuple(
        replace(event, uid=event.uid or f"{uid}e{place}") for place, event in enumerate(events, 1)
    )
    return SectionContent(**{"uid": "s", "heading": "Мероприятия", **values, "events": named})


def plan(*sections: SectionContent, roles=ROLES, **values) -> PlanContent:
    layout = values.pop("layout", {})
    defaults = {
        "association": AssociationContent("moc", "Опорный центр Заозёрска"),
        "period": CALENDAR,
        "title": ("План работы",),
        "steps": (APPROVER,),
        "layout": LayoutContent(
            columns=tuple(ColumnContent(role, role, 40) for role in roles), **layout
        ),
        "sections": sections,
    }
    return PlanContent(**{**defaults, **values})


def plan_of(*events: EventContent, **values) -> PlanContent:
    """Give a plan of one section with these rows and a closing report."""
    return plan(section(*events, REPORT), **values)


def codes(content: PlanContent, **values) -> list[str]:
    return [finding.code for finding in check_content(content, **values)]


def only(content: PlanContent, code: str, **values):
    """Give the only finding of this code."""
    (finding,) = [one for one in check_content(content, **values) if one.code == code]
    return finding
