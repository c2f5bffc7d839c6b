"""The words of a plan's head: its title in one line, its year, the imprint of a title page."""

from collections.abc import Iterable

from events.plan.content import PeriodContent, PlanContent


def title_line(lines: Iterable[str]) -> str:
    """The title in one line, for lists, links and names of files; empty where there is none."""
    return " ".join(" ".join(lines).split())


def file_title(content: PlanContent) -> str:
    """The name that a file of the plan has: its title, or «План» where it has none."""
    return title_line(content.title) or "План"


def year_of(period: PeriodContent) -> str:
    """The year in which the period begins, four digits; empty where it is unknown."""
    return period.starts[:4]


def usual_imprint(city: str, period: PeriodContent) -> str:
    """City and year: the imprint where the author wrote none."""
    return ", ".join(filter(None, (city, year_of(period))))


def imprint_of(content: PlanContent) -> str:
    """The imprint as printed; empty where the layout has no title page."""
    if not content.layout.title_page:
        return ""
    return content.imprint or usual_imprint(content.city, content.period)
