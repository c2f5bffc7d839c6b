"""Every page of plans × everybody × a plan in each state: who reads, who changes, who is told nothing."""

import pytest
from django.urls import reverse

from events.drafting.rules.removal import remove_draft
from events.history.rules import record
from events.layouts.rules import copy_layout
from events.models import Layout, Plan, Requirement, Section, Step
from events.urls import urlpatterns
from tests.cast import EVERYBODY, INSIDERS, Cast
from tests.layouts import plan_with_newer_layout
from tests.plans import make_plan

READ = ("plan_detail", "plan_history")
FREE = ("desk", "plan_list", "calendar", "upcoming")
# Pages of authors: GET shows a form or asks.
WRITE = (
    "heading_edit",
    "section_add",
    "section_edit",
    "section_delete",
    "event_add",
    "event_edit",
    "event_transfer",
    "event_delete",
    "step_add",
    "step_edit",
    "step_delete",
    "plan_send",
    "plan_recall",
    "plan_revise",
    "plan_discard",
    "plan_remove",
)
# Deeds of authors: POST only.
ACTIONS = ("section_move", "event_move", "event_duplicate", "step_move", "remark_close")
# What a page of authors asks for while they type.
ASKED = ("term_reading",)
START = ("plan_add",)
# What those who write plans have put away, and how it comes back: the latter POST only.
REMOVED = ("removed_list", "plan_restore")
FRAGMENTS = ("plan_title",)
DECIDE = ("plan_decide",)
REPEAL = ("plan_repeal",)
# Deeds of authors on what the check found, tested by themselves: POST only.
CHECK = ("finding_repair", "repair_undo")
# What the institution requires of plans: read by all who stand in it, changed by its staff.
REQUIRED = ("requirement_list", "requirement_edit")

# Forms of plans: staff make them, a superuser looks, nobody else.
LAYOUT_READ = ("layout_list", "layout_detail")
LAYOUT_WRITE = ("layout_edit", "layout_publish", "layout_delete")
LAYOUT_DEEDS = ("layout_preview", "layout_withdraw")
LAYOUT_COPY = ("layout_copy",)
# Another version of a plan's form: for the plan's authors.
LAYOUT_TAKE = ("plan_layout",)
LAYOUTS = (*LAYOUT_READ, *LAYOUT_WRITE, *LAYOUT_DEEDS, *LAYOUT_COPY, *LAYOUT_TAKE)

AUTHORS = ("chair", "secretary", "methodist")
SEE_DRAFTS = (*AUTHORS, "curator", "superuser")
SEE_SENT = (*SEE_DRAFTS, "agreer", "approver")
SEE_APPROVED = (*INSIDERS, "superuser")


def address(name: str, plan: Plan) -> str:
    """Give the address of the page about the plan's own first section, row, step or remark."""
    if name in (*FREE, *START, *FRAGMENTS, "removed_list"):
        return reverse(f"events:{name}")
    section = plan.sections.order_by("order").first()
    args = [plan.pk]
    if name in ("section_edit", "section_delete", "section_move", "event_add"):
        args.append(section.uid)
    elif name.startswith("event_"):
        args.append(section.events.order_by("order").first().uid)
    elif name in ("step_edit", "step_delete", "step_move", "plan_decide"):
        args.append(plan.steps.order_by("order").first().uid)
    elif name == "remark_close":
        remark = plan.remarks.first()
        args.append(remark.pk if remark else 0)
    return reverse(f"events:{name}", args=args)


def seers(plan: Plan) -> tuple[str, ...]:
    if plan.status == Plan.Status.DRAFT:
        return SEE_DRAFTS
    return SEE_APPROVED if plan.status == Plan.Status.APPROVED else SEE_SENT


def expected(plan: Plan, who: str, allowed: tuple[str, ...], code: int = 200) -> int:
    if who == "anonymous":
        return 302
    if who not in seers(plan):
        return 404
    return code if who in allowed else 403


def plan_of(cast: Cast, status: str) -> Plan:
    return make_plan("moc-results", status, association=cast.association, rows=1)


@pytest.mark.parametrize("status", ["draft", "signoff", "returned", "approved"])
@pytest.mark.parametrize("who", EVERYBODY)
def test_page_of_a_plan_opens_for_those_it_is_meant_for(cast, who, status):
    plan, client = plan_of(cast, status), cast.client(who)
    written = (*WRITE, *ASKED)
    pages = [*((name, seers(plan)) for name in READ), *((name, AUTHORS) for name in written)]
    got = {name: client.get(address(name, plan)).status_code for name, _allowed in pages}
    assert got == {name: expected(plan, who, allowed) for name, allowed in pages}


@pytest.mark.parametrize("who", EVERYBODY)
def test_forms_and_deeds_are_taken_only_from_authors(cast, who):
    plan, client = plan_of(cast, "returned"), cast.client(who)
    before = plan.changes.count()
    if who in AUTHORS:
        return
    names = (*WRITE, *ACTIONS)
    got = {name: client.post(address(name, plan), {"x": "1"}).status_code for name in names}
    assert got == {name: expected(plan, who, ()) for name in names}
    assert plan.changes.count() == before


@pytest.mark.parametrize("who", AUTHORS)
def test_authors_may_do_each_deed(cast, who):
    plan, client = plan_of(cast, "returned"), cast.client(who)
    words = {"to": "down", "state": "taken"}
    got = {name: client.post(address(name, plan), words).status_code for name in ACTIONS}
    assert got == dict.fromkeys(ACTIONS, 302)
    assert not plan.remarks.filter(state="open").exists()


@pytest.mark.parametrize("name", ACTIONS)
def test_action_by_get_is_refused(cast, name):
    plan = plan_of(cast, "returned")
    assert cast.client("chair").get(address(name, plan)).status_code == 405


@pytest.mark.parametrize("who", EVERYBODY)
def test_only_whose_turn_it_is_may_decide(cast, who):
    plan, client = plan_of(cast, "signoff"), cast.client(who)
    url = address("plan_decide", plan)
    wanted = expected(plan, who, ("approver",))
    assert client.get(url).status_code == wanted
    answer = client.post(url, {"seen": plan.edition.sha256})
    plan.refresh_from_db()
    assert answer.status_code == (302 if who == "approver" else wanted)
    assert plan.status == ("approved" if who == "approver" else "signoff")


@pytest.mark.parametrize("who", EVERYBODY)
def test_only_who_approved_and_staff_may_repeal(cast, who):
    plan, client = plan_of(cast, "approved"), cast.client(who)
    url, wanted = (
        address("plan_repeal", plan),
        expected(plan, who, ("approver", "methodist")),
    )
    assert client.get(url).status_code == wanted
    words = {"seen": plan.official.sha256, "reason": "Ошибка"}
    repeals = who in ("approver", "methodist")
    assert client.post(url, words).status_code == (302 if repeals else wanted)
    plan.refresh_from_db()
    assert (plan.official is None) == repeals


@pytest.mark.parametrize("who", EVERYBODY)
def test_only_authors_repair_and_take_repairs_back(cast, who):
    plan, client = plan_of(cast, "returned"), cast.client(who)
    change = record(plan, "repair_finding", "Исправлено", by=cast.actor("chair"))
    wanted = expected(plan, who, AUTHORS, 302)
    for name, args in (("finding_repair", [plan.pk]), ("repair_undo", [plan.pk, change.pk])):
        url = reverse(f"events:{name}", args=args)
        assert client.post(url, {"key": "x", "seen": "x"}).status_code == wanted
        assert client.get(url).status_code == (302 if who == "anonymous" else 405)


@pytest.mark.parametrize("who", EVERYBODY)
def test_requirements_are_read_inside_the_institution_and_changed_by_its_staff(cast, who):
    client, pk = cast.client(who), cast.institution.pk
    reads = who in (*INSIDERS, "superuser")
    wanted = 302 if who == "anonymous" else 200 if reads else 404
    assert client.get(reverse("events:requirement_list", args=[pk])).status_code == wanted
    url = reverse("events:requirement_edit", args=[pk, "omo"])
    if reads:
        wanted = 200 if who == "methodist" else 403
    assert client.get(url).status_code == wanted
    if who != "methodist":
        assert client.post(url, {"meetings": "4"}).status_code == wanted
        assert not Requirement.objects.exists()


@pytest.mark.parametrize("who", EVERYBODY)
def test_only_those_who_write_plans_may_start_one(cast, who):
    starters = (*AUTHORS, "stranger", "foreigner")
    wanted = 302 if who == "anonymous" else 200 if who in starters else 403
    assert cast.client(who).get(reverse("events:plan_add")).status_code == wanted


@pytest.mark.parametrize("who", EVERYBODY)
def test_only_those_who_write_plans_find_removed_drafts_and_only_their_own(cast, who):
    plan, client = plan_of(cast, "draft"), cast.client(who)
    remove_draft(plan=plan, by=cast.actor("chair"))
    answer = client.get(reverse("events:removed_list"))
    starters = (*AUTHORS, "stranger", "foreigner")
    wanted = 302 if who == "anonymous" else 200 if who in starters else 403
    assert answer.status_code == wanted
    assert (plan.title_line in answer.text) == (who in AUTHORS)
    url = address("plan_restore", plan)
    assert client.get(url).status_code == (302 if who == "anonymous" else 405)
    wanted = 302 if who in (*AUTHORS, "anonymous") else 404
    assert client.post(url).status_code == wanted
    plan.refresh_from_db()
    assert (plan.removed_at is None) == (who in AUTHORS)


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("name", [*FREE, *FRAGMENTS])
def test_page_without_a_plan_opens_for_all_who_signed_in(cast, who, name):
    wanted = 302 if who == "anonymous" else 200
    assert cast.client(who).get(reverse(f"events:{name}")).status_code == wanted


def test_lists_show_nothing_foreign(cast):
    plan = plan_of(cast, "approved")
    for name in FREE:
        answer = cast.client("foreigner").get(reverse(f"events:{name}"))
        assert plan.association.name not in answer.content.decode()


@pytest.mark.parametrize(
    "name",
    [
        "section_edit",
        "event_add",
        "event_edit",
        "event_transfer",
        "event_delete",
        "step_edit",
        "step_delete",
        "plan_decide",
    ],
)
def test_parts_of_another_plan_are_not_found_under_ones_own(cast, name):
    mine = plan_of(cast, "draft")
    other = make_plan("rmc-directions", association=cast.other_association, rows=1)
    address_of_other = address(name, other)
    mixed = address_of_other.replace(f"/plans/{other.pk}/", f"/plans/{mine.pk}/")
    assert cast.client("chair").get(mixed).status_code == 404


def test_parts_have_uids_that_an_address_can_carry(cast):
    plan = plan_of(cast, "draft")
    for model in (Section, Step):
        assert all(one.uid.isalnum() for one in model.objects.filter(plan=plan))


@pytest.mark.parametrize("who", EVERYBODY)
def test_layouts_are_made_by_staff_of_their_institution(cast, who):
    built_in = Layout.objects.get(code="moc-results")
    own = copy_layout(layout=built_in, by=cast.actor("methodist"))
    client = cast.client(who)

    def got(name: str, layout: Layout, method: str = "get") -> int:
        args = () if name == "layout_list" else (layout.pk,)
        return getattr(client, method)(reverse(f"events:{name}", args=args)).status_code

    reads = {"methodist": 200, "superuser": 200, "anonymous": 302, "foreigner": 404}
    reads |= {"unplaced": 404}
    changes = {**reads, "superuser": 403}
    assert {got("layout_detail", own)} == {reads.get(who, 403)}
    assert {got(name, own) for name in LAYOUT_WRITE} == {changes.get(who, 403)}
    lists = {"methodist": 200, "foreigner": 200, "superuser": 200, "anonymous": 302}
    assert got("layout_list", own) == lists.get(who, 403)
    assert got("layout_detail", built_in) == lists.get(who, 403)
    assert {got(name, built_in) for name in LAYOUT_WRITE} == {302 if who == "anonymous" else 403}
    if who != "methodist":
        posted = {got(name, own, "post") for name in (*LAYOUT_WRITE, *LAYOUT_DEEDS)}
        assert posted == {changes.get(who, 403)}
        assert got("layout_copy", own, "post") == changes.get(who, 403)
        assert Layout.objects.filter(institution__isnull=False).count() == 1
        return
    assert [got(name, own, "post") for name in LAYOUT_DEEDS] == [200, 302]
    assert {got(name, own) for name in (*LAYOUT_DEEDS, *LAYOUT_COPY)} == {405}
    assert got("layout_copy", built_in, "post") == 302


@pytest.mark.parametrize("who", EVERYBODY)
def test_new_version_of_a_layout_is_taken_by_authors(cast, who):
    plan, newer = plan_with_newer_layout(cast)
    url = reverse("events:plan_layout", args=[plan.pk, newer.pk])
    client = cast.client(who)
    assert client.get(url).status_code == expected(plan, who, AUTHORS)
    assert client.post(url, {"expected_version": "x"}).status_code == expected(
        plan, who, AUTHORS, 302
    )
    plan.refresh_from_db()
    assert plan.layout_id != newer.pk
    other = make_plan("rmc-directions", association=cast.other_association, rows=1)
    foreign = reverse("events:plan_layout", args=[plan.pk, other.layout_id])
    wanted = 302 if who == "anonymous" else 404 if who in (*AUTHORS, "foreigner") else None
    if wanted:
        assert client.get(foreign).status_code == wanted


def test_every_address_of_plans_is_tested_here():
    tested = {
        *READ,
        *FREE,
        *WRITE,
        *ASKED,
        *ACTIONS,
        *START,
        *REMOVED,
        *FRAGMENTS,
        *DECIDE,
        *REPEAL,
        *CHECK,
        *REQUIRED,
    }
    tested |= {*LAYOUTS}
    assert {pattern.name for pattern in urlpatterns} == tested
