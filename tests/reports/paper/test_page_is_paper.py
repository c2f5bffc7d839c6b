"""The plan's page and its paper say the same outside the tables, and share the sheet alike."""

import re
from dataclasses import replace

import lxml.html
import pytest
from django.db.models import Q
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from associations.models import Office, User
from events.drafting.views.sheet import lay_out_sheet
from events.models import Plan, Responsible
from events.plan.content import ColumnContent
from events.plan.period import day_in_words
from events.plan.stamps import ELECTRONIC
from events.signoff.queries.pending_steps import pending_steps
from events.signoff.rules.deciding import return_plan, sign_plan
from events.signoff.rules.sending import recall_plan
from reports.paper import pdf
from reports.paper.document import build_document
from reports.paper.shown import shown_to
from tests.factories import TODAY, make_actor, make_substitution
from tests.plans import LAYOUTS, author_of, bring_to, make_plan, sign_next
from tests.reports.paper.papers import plan_of

PAPER_DATE = "19 января 2027 г."


def words_of(element) -> str:
    """Give what an element says: blanks and places where a line may break are no words."""
    text = "".join(element.itertext()).replace("\u2060", "").replace("\u200b", "")
    return " ".join(text.split())


def said_in(source: str, paths: tuple[str, ...]) -> dict[str, list[str]]:
    """Give what each of the sheet's parts says; notes that no paper has are left out."""
    root = lxml.html.fromstring(source)
    for note in root.xpath("//*[contains(@class, 'recorded')]"):
        note.drop_tree()
    found = {name: root.xpath(path) for name, path in zip(PARTS, paths, strict=True)}
    return {name: [words_of(one) for one in parts] for name, parts in found.items()}


PARTS = ("agreements", "approvals", "title", "imprint", "closing", "dates")
ON_PAGE = (
    "//*[@id='sheet']//div[@class='left']/div[@class='stamp']",
    "//*[@id='sheet']//div[@class='right']/div[@class='stamp']",
    "//*[@id='sheet']/p[@class='title']/span",
    "//*[@id='sheet']/p[@class='imprint']",
    "//*[@id='sheet']//div[@class='closing']",
    "//*[@id='sheet']//p[@class='closing-date']",
)
ON_PAPER = (
    "//div[@class='side'][1]/div[@class='stamp']",
    "//div[@class='side'][2]/div[@class='stamp']",
    "//h1",
    "//p[@class='imprint']",
    "//div[@class='signer']",
    "//div[@class='closing']/p[@class='date']",
)


def page_of(client, plan: Plan) -> str:
    return client.get(reverse("events:plan_detail", args=[plan.pk])).content.decode()


def paper_of(plan: Plan, actor) -> str:
    return pdf.to_html(shown_to(plan, actor).document())


def widths_in(source: str) -> list[list[float]]:
    """Give the columns of each table in per cent; that of the page's buttons has none."""
    tables = lxml.html.fromstring(source).xpath("//colgroup")
    told = [" ".join(col.get("width", "") + col.get("style", "") for col in one) for one in tables]
    return [[float(share) for share in re.findall(r"[\d.]+(?=%)", one)] for one in told]


def plan_in(state: str, layout: str) -> Plan:
    """Make a plan that is as its state says; "substituted" is signed by somebody acting."""
    plan = make_plan(layout, rows=2)
    if state == "on paper":
        outside = {"office": None, "position": "Ректор\nуниверситета", "name": "Ф. Ю. Орлов"}
        plan.steps.exclude(verb="close").update(**outside, date_line=PAPER_DATE)
        return bring_to(plan, "approved")
    if state != "substituted":
        return bring_to(plan, state)
    plan = bring_to(plan, "signoff")
    for step in plan.steps.exclude(verb="close").order_by("stage").select_related("office__person"):
        if step.office is None:
            sign_next(plan)
            continue
        by = make_actor(make_substitution(step.office).person, TODAY)
        sign_plan(plan=plan, step=step, seen=plan.edition.sha256, by=by)
    return plan


def reader_of(plan: Plan, role: str = "methodist"):
    office = Office.objects.filter(role=role).get(
        Q(association=plan.association) | Q(institution=plan.association.institution)
    )
    return make_actor(office)


def client_of(actor) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=actor.user_id))
    return client


@pytest.mark.django_db
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("state", ["draft", "signoff", "approved", "on paper", "substituted"])
def test_page_says_what_the_paper_says(state, layout):
    plan = plan_in(state, layout)
    reader = reader_of(plan)
    plan = Plan.objects.get(pk=plan.pk)
    page, paper = page_of(client_of(reader), plan), paper_of(plan, reader)
    on_page, on_paper = said_in(page, ON_PAGE), said_in(paper, ON_PAPER)
    # The paper has its title in one element, a line under a line.
    on_page["title"] = ["".join(on_page["title"])]
    on_paper["title"] = ["".join(line.split("\n")) for line in on_paper["title"]]
    assert on_page == on_paper
    assert on_page["approvals"]


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["returned", "draft again"])
def test_who_reads_what_was_sent_sees_the_signatures_made_on_it(state):
    """An agreer's page of a plan that is back with its authors is the paper that he gets."""
    plan = sign_next(make_plan("rumo-headings", "signoff"))
    reader = reader_of(plan, "approver")
    if state == "returned":
        (step,) = pending_steps(plan)
        words = {"seen": plan.edition.sha256, "comment": "Уточните сроки."}
        return_plan(plan=plan, step=step, **words, by=make_actor(step.office))
        reader = reader_of(plan, "agreer")
    else:
        recall_plan(plan=plan, by=author_of(plan.association))
    plan = Plan.objects.get(pk=plan.pk)
    page, paper = page_of(client_of(reader), plan), paper_of(plan, reader)
    on_page, on_paper = said_in(page, ON_PAGE), said_in(paper, ON_PAPER)
    assert on_page["agreements"] == on_paper["agreements"]
    assert ELECTRONIC in on_page["agreements"][0]


@pytest.mark.django_db
def test_signature_on_paper_has_the_date_of_the_paper():
    """What was signed in January and written down in November is of January on the page too."""
    plan = plan_in("on paper", "moc-results")
    page = page_of(client_of(reader_of(plan)), plan)
    today = day_in_words(timezone.localdate())
    (stamp,) = said_in(page, ON_PAGE)["approvals"]
    assert stamp.endswith(PAPER_DATE)
    assert today not in stamp
    (note,) = lxml.html.fromstring(page).xpath("//*[@id='sheet']//*[@class='recorded']")
    assert words_of(note) == f"Записано в портале {today}"


@pytest.mark.django_db
@pytest.mark.parametrize("layout", LAYOUTS)
def test_columns_are_as_wide_on_the_page_as_on_paper(layout):
    """With short words, for which the paper widens no column at the cost of another."""
    plan = make_plan(layout, rows=1)
    plan.events.update(title="Слёт", term="май")
    plan.layout.columns.update(heading="Гр.")
    Responsible.objects.update(text="совет")
    reader = reader_of(plan)
    page, paper = page_of(client_of(reader), plan), paper_of(plan, reader)
    assert widths_in(page) == widths_in(paper)
    assert len({width for table in widths_in(page) for width in table}) > 2


def test_columns_of_a_file_that_told_no_widths_are_alike_too():
    columns = (
        ColumnContent("number", "№"),
        ColumnContent("event", "Мероприятие"),
        ColumnContent("term", "Срок"),
    )
    content = plan_of("Слёт")
    content = replace(content, layout=replace(content.layout, columns=columns))
    (table,) = lay_out_sheet(None, content).blocks
    (printed,) = build_document(content, status="draft").blocks
    assert table.shares == [column.share for column in printed.columns]
    numbers = [float(share) for share in table.shares]
    assert numbers == pytest.approx([100 * mm / 119 for mm in (12, 75, 32)], abs=0.001)
