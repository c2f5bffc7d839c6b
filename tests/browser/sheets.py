"""What the tests of the sheet share: its rows, its cells, and when all is saved."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from events.models import Event, Plan


def first_row(plan: "Plan") -> "Event":
    """Give the first row of the plan."""
    return plan.events.order_by("section__order", "order")[0]


def cell(page: "Page", row: "Event", role: str) -> "Locator":
    """Find a cell of the row."""
    return page.locator(f'#sheet [data-row="{row.uid}"][data-cell="{role}"]')


def saved(page: "Page") -> None:
    """Wait until everything that was typed is on the server."""
    page.locator("#plan-bar[data-save-state=saved]").wait_for()


def stand_at(page: "Page", row: "Event", role: str) -> "Locator":
    """Put the focus on a cell of the row, without opening it."""
    place = cell(page, row, role)
    place.click()
    page.keyboard.press("Escape")
    page.locator(f'[data-row="{row.uid}"][data-cell="{role}"]:focus').wait_for()
    return place
