"""What it costs to tell the changes of a plan: against the plan's own page, which draws all rows.

The page of a decision opens on the changes; a tenth of the rows, and then each, was changed in two
cells. Runs are interleaved; figures are medians. Run: `python -m bench.changes`.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from time import perf_counter
from typing import TYPE_CHECKING

from django.utils import timezone

from bench.pages import portal
from bench.pdf import interleaved, long_plan, report
from bench.wsgi import asker

if TYPE_CHECKING:
    from collections.abc import Callable

    from events.models import Plan
    from events.plan.content import EventContent, PlanContent

RUNS = 9
MANY = 300
ROWS = (30, MANY)
EVERY = 10


def other_words(content: PlanContent, *, uids: bool = True) -> PlanContent:
    """The content with two cells of each row changed; `uids` are kept, or not."""

    def other(event: EventContent) -> EventContent:
        title = event.title.replace("ученик", "выпускник") + " и шестых"
        uid = event.uid if uids else ""
        return replace(event, uid=uid, title=title, term=f"до {event.term}")

    return replace(
        content,
        sections=tuple(
            replace(one, events=tuple(map(other, one.events))) for one in content.sections
        ),
    )


def returned_and_changed(plan: Plan, every: int) -> Plan:
    """The plan sent, returned, each so many of its rows changed, and sent again."""
    from events.drafting.queries.row_values import row_values  # noqa: PLC0415
    from events.drafting.rules.rows import edit_event  # noqa: PLC0415
    from plans_portal.lib.versions import version_of  # noqa: PLC0415
    from tests.plans import author_of, bring_to  # noqa: PLC0415

    by = author_of(plan.association)
    plan = bring_to(plan, "returned")
    rows = plan.events.select_related("plan", "section", "parent").order_by("pk")
    for row in rows[::every]:
        was = row_values(row)
        values = replace(was, title=f"{was.title} и шестых", term=f"до {was.term}")
        edit_event(event=row, values=values, expected_version=version_of(was), by=by)
    plan.refresh_from_db()
    return bring_to(plan, "signoff")


def words_alone(plan: Plan, rows: int) -> None:
    """The comparison without a page: by uid, and by words as with last year's plan."""
    from events.drafting.queries.similar import alike_rows  # noqa: PLC0415
    from events.drafting.queries.stored_content import read_content  # noqa: PLC0415
    from events.plan.comparison import compare  # noqa: PLC0415
    from events.plan.outline import outline  # noqa: PLC0415

    content = read_content(plan)
    changed, strange = other_words(content), other_words(content, uids=False)
    by_uid, by_words, laid_out = interleaved(
        RUNS,
        lambda: compare(content, changed),
        lambda: compare(content, strange, alike=alike_rows),
        lambda: outline(content),
    )
    report(f"compare {rows} rows by uid", by_uid, laid_out, "laying it out")
    report(f"compare {rows} rows by words", by_words, laid_out, "laying it out")


def pages(plan: Plan, rows: int, changed: int) -> None:
    """The page of the decision with so many rows changed, and the page of that plan."""
    from events.signoff.queries.pending_steps import pending_steps  # noqa: PLC0415

    [step] = pending_steps(plan)
    ask = asker(step.office.person.user)
    page = plan.get_absolute_url()
    decide = f"{page}steps/{step.uid}/decide/"
    first_looks(plan, ask, decide, rows=rows, changed=changed)
    if ask(decide).count(b"data-change=changed") != changed:
        raise SystemExit("other rows were changed")
    whole, ours, every, alone = interleaved(
        RUNS,
        lambda: ask(page),
        lambda: ask(decide),
        lambda: ask(f"{decide}?show=plan"),
        lambda: ask(f"{page}changes/"),
    )
    report(f"decision, {changed} of {rows} rows changed", ours, whole, "page of the plan")
    report("the same, whole plan", every, whole, "page of the plan")
    report("page of the changes", alone, whole, "page of the plan")


def first_looks(
    plan: Plan, ask: Callable[[str], bytes], decide: str, *, rows: int, changed: int
) -> None:
    """The first look at an edition: after the worker, and where none was there."""
    from django.core.cache import caches  # noqa: PLC0415

    from events.signoff.rules.first_look import work_out_first_look  # noqa: PLC0415

    def unprepared() -> bytes:
        caches["editions"].clear()
        return ask(decide)

    whole, cold = interleaved(RUNS, lambda: ask(plan.get_absolute_url()), unprepared)
    caches["editions"].clear()
    if plan.edition is None:
        raise SystemExit("nothing was sent")
    work_out_first_look.func(plan.edition.pk, timezone.localdate().isoformat())
    started = perf_counter()
    ask(decide)
    once = (perf_counter() - started) * 1000
    report(f"first look, {changed} of {rows} changed", once, whole, "page of the plan")
    report("the same, without a worker", cold, whole, "page of the plan")


def main() -> None:
    """Measure and print one line a comparison."""
    with portal():
        from events.models import Plan  # noqa: PLC0415
        from tests.plans import make_plan  # noqa: PLC0415

        logging.disable()
        first = make_plan("moc-results", rows=3)
        for rows in ROWS:
            plan = Plan.objects.get(pk=long_plan(first, rows).pk)
            words_alone(plan, rows)
            pages(returned_and_changed(plan, EVERY), rows, rows // EVERY)
        plan = Plan.objects.get(pk=long_plan(first, MANY + 10).pk)
        pages(returned_and_changed(plan, 1), MANY + 10, MANY + 10)


if __name__ == "__main__":
    main()
