"""Every page of plans × everybody × a plan in each state: who reads, who changes, who is told nothing."""

import pytest
from django.urls import reverse

from events.drafting.queries.inspection import findings_of_plan
from events.drafting.rules.removal import remove_draft
from events.history.rules import record
from events.models import Plan, Requirement, SchoolSpan, Section, Step
from events.urls import urlpatterns
from tests.cast import EVERYBODY, INSIDERS, Cast
from tests.events.signoff.decisions import signing
from tests.plans import make_plan

pytestmark = pytest.mark.slow

READ = ("plan_detail", "plan_history")
# What changed: for those who take part.
COMPARE = ("plan_changes",)
FREE = ("desk", "decide_several", "plan_list", "calendar", "upcoming", "remark_list")
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
    "plan_similar",
)
# Deeds of authors: POST only.
ACTIONS = ("section_move", "event_move", "event_duplicate", "step_move")
# What the sheet sends while its authors type: POST only, and nonsense has an answer of its own.
EDITS = {
    "edit_in_place": 422,
    "move_in_place": 422,
    "copy_in_place": 422,
    "delete_in_place": 422,
    "fill_in_place": 422,
    "move_section_in_place": 422,
    "plan_pulse": 400,
}
# What a page of authors asks for while they type.
ASKED = ("term_reading", "plan_sheet", "plan_sections", "known_names")
START = ("plan_add",)
# What those who write plans have put away, and how it comes back: the latter POST only.
REMOVED = ("removed_list", "plan_restore")
FRAGMENTS = ("plan_title",)
# Deviations from the route, tested with their pages.
ROUTE = ("step_deviation", "seat_deviation", "seat_return", "step_position")
SETTLE = ("deviation_settle", "deviation_withdraw")
DECIDE = ("plan_decide",)
WITHDRAW = ("decision_withdraw",)
REPEAL = ("plan_repeal",)
# Deeds of authors on what the check found, tested by themselves: POST only.
CHECK = ("finding_repair", "finding_restore", "change_undo", "carried_settle")
# What the check found, and the form that sets a finding aside, tested by themselves.
FOUND = ("plan_findings", "finding_dismiss")
# What begins the next plan from this one, tested by itself: POST only.
NEXT = ("plan_next_year",)
# What authors call the plan as it was after a change.
NAME = ("version_name",)
# Files of signatures made outside and one-time links, tested by themselves.
ORIGINAL = ("paper_original", "detached_signature", "signed_content")
LINKS = ("link_send", "link_withdraw", "one_time_link", "one_time_code")
# Remarks, tested in their room: written by those who decide, read by those who take part.
REMARKS = ("remark_add", "remark_detail", "common_remark_list", "common_remark_forget")
# What the institution requires of plans: read by all who stand in it, changed by its staff.
REQUIRED = ("requirement_list", "requirement_edit")
# Its calendar of the school year, likewise.
SCHOOL = ("school_year", "school_span_remove")

# Forms of plans: staff make them, a superuser looks, nobody else.
LAYOUT_READ = ("layout_list", "layout_detail")
LAYOUT_WRITE = ("layout_edit", "layout_publish", "layout_delete")
LAYOUT_DEEDS = ("layout_preview", "layout_withdraw")
LAYOUT_COPY = ("layout_copy", "layout_offer")
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
    elif name == "remark_detail":
        args.append(plan.remarks.get().pk)
    elif name in ("step_edit", "step_delete", "step_move", "plan_decide"):
        args.append(plan.steps.order_by("order").first().uid)
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
def test_page_of_a_plan_opens_for_those_it_is_meant_for(cast, status):
    plan = plan_of(cast, status)
    pages = dict.fromkeys(READ, seers(plan)) | dict.fromkeys((*WRITE, *ASKED), AUTHORS)
    pages |= dict.fromkeys(COMPARE, SEE_SENT)
    addresses = {name: address(name, plan) for name in pages}
    for who in EVERYBODY:
        client = cast.client(who)
        got = {name: client.get(url).status_code for name, url in addresses.items()}
        wanted = {name: expected(plan, who, allowed) for name, allowed in pages.items()}
        assert (who, got) == (who, wanted)


def test_forms_and_deeds_are_taken_only_from_authors(cast):
    plan = plan_of(cast, "returned")
    before = plan.changes.count()
    addresses = {name: address(name, plan) for name in (*WRITE, *ACTIONS, *EDITS)}
    for who in set(EVERYBODY) - set(AUTHORS):
        client = cast.client(who)
        got = {name: client.post(url, {"x": "1"}).status_code for name, url in addresses.items()}
        assert (who, got) == (who, dict.fromkeys(addresses, expected(plan, who, ())))
    assert plan.changes.count() == before


@pytest.mark.parametrize("who", AUTHORS)
def test_authors_may_do_each_deed(cast, who):
    plan, client = plan_of(cast, "returned"), cast.client(who)
    words = {"to": "down"}
    got = {name: client.post(address(name, plan), words).status_code for name in ACTIONS}
    assert got == dict.fromkeys(ACTIONS, 302)


@pytest.mark.parametrize("who", AUTHORS)
def test_nonsense_of_authors_is_refused_and_writes_nothing(cast, who):
    plan, client = plan_of(cast, "returned"), cast.client(who)
    before = plan.changes.count()
    got = {name: client.post(address(name, plan), {"x": "1"}).status_code for name in EDITS}
    assert got == EDITS
    assert (plan.changes.count(), plan.presences.count()) == (before, 0)


def test_action_by_get_is_refused(cast):
    plan, client = plan_of(cast, "returned"), cast.client("chair")
    names = (*ACTIONS, *EDITS)
    got = {name: client.get(address(name, plan)).status_code for name in names}
    assert got == dict.fromkeys(names, 405)


def others(*allowed: str) -> tuple[str, ...]:
    """Everybody else: they come first, so that the deed is still to be done."""
    return tuple(who for who in EVERYBODY if who not in allowed)


def test_only_whose_turn_it_is_may_decide(cast):
    plan = plan_of(cast, "signoff")
    url, words = address("plan_decide", plan), signing(plan)
    for who in others("approver"):
        client, wanted = cast.client(who), expected(plan, who, ())
        assert (who, client.get(url).status_code) == (who, wanted)
        assert (who, client.post(url, words).status_code) == (who, wanted)
    plan.refresh_from_db()
    assert plan.status == "signoff"
    client = cast.client("approver")
    assert (client.get(url).status_code, client.post(url, words).status_code) == (200, 302)
    plan.refresh_from_db()
    assert plan.status == "approved"


@pytest.mark.parametrize("repealer", ["approver", "methodist"])
def test_only_who_approved_and_staff_may_repeal(cast, repealer):
    plan = plan_of(cast, "approved")
    url = address("plan_repeal", plan)
    words = {"seen": plan.official.sha256, "reason": "Ошибка"}
    for who in others("approver", "methodist"):
        client, wanted = cast.client(who), expected(plan, who, ())
        assert (who, client.get(url).status_code) == (who, wanted)
        assert (who, client.post(url, words).status_code) == (who, wanted)
    plan.refresh_from_db()
    assert plan.official is not None
    client = cast.client(repealer)
    assert (client.get(url).status_code, client.post(url, words).status_code) == (200, 302)
    plan.refresh_from_db()
    assert plan.official is None


def test_only_authors_repair_and_take_repairs_back(cast):
    plan = plan_of(cast, "returned")
    change = record(plan, "repair_finding", "Исправлено", by=cast.actor("chair"))
    for name, args in (
        ("finding_repair", [plan.pk]),
        ("finding_restore", [plan.pk]),
        ("change_undo", [plan.pk, change.pk]),
    ):
        url = reverse(f"events:{name}", args=args)
        for who in EVERYBODY:
            client, wanted = cast.client(who), expected(plan, who, AUTHORS, 302)
            answer = client.post(url, {"key": "x", "seen": "x"})
            assert (who, answer.status_code) == (who, wanted)
            assert client.get(url).status_code == (302 if who == "anonymous" else 405)


def test_only_authors_name_versions(cast):
    plan = plan_of(cast, "returned")
    url = reverse("events:version_name", args=[plan.pk, plan.changes.first().pk])
    for who in EVERYBODY:
        client = cast.client(who)
        assert (who, client.get(url).status_code) == (who, expected(plan, who, AUTHORS))
        wanted = expected(plan, who, AUTHORS, 302)
        assert (who, client.post(url, {"name": "Совету"}).status_code) == (who, wanted)


def test_findings_are_read_with_drafts_and_set_aside_by_authors(cast):
    plan = plan_of(cast, "returned")
    panel = reverse("events:plan_findings", args=[plan.pk])
    form = reverse("events:finding_dismiss", args=[plan.pk])
    found = findings_of_plan(plan)[0]
    words = {"finding": found.reference, "reason": "Так и надо"}
    for who in EVERYBODY:
        client = cast.client(who)
        wanted = expected(plan, who, SEE_DRAFTS)
        assert (who, client.get(panel).status_code) == (who, wanted)
        wanted = expected(plan, who, AUTHORS)
        assert (who, client.get(form, words).status_code) == (who, wanted)
        wanted = expected(plan, who, AUTHORS, 302)
        if who not in AUTHORS:
            assert (who, client.post(form, words).status_code) == (who, wanted)
    assert not plan.dismissed_findings.exists()
    assert cast.client("methodist").post(form, words).status_code == 302
    assert plan.dismissed_findings.exists()


def test_requirements_are_read_inside_the_institution_and_changed_by_its_staff(cast):
    pk = cast.institution.pk
    url = reverse("events:requirement_edit", args=[pk, "omo"])
    for who in EVERYBODY:
        client, reads = cast.client(who), who in (*INSIDERS, "superuser")
        wanted = 302 if who == "anonymous" else 200 if reads else 404
        answer = client.get(reverse("events:requirement_list", args=[pk]))
        assert (who, answer.status_code) == (who, wanted)
        if reads:
            wanted = 200 if who == "methodist" else 403
        assert (who, client.get(url).status_code) == (who, wanted)
        if who != "methodist":
            answer = client.post(url, {"meetings": "4"})
            assert (who, answer.status_code) == (who, wanted)
    assert not Requirement.objects.exists()


def test_school_year_is_read_inside_the_institution_and_changed_by_its_staff(cast):
    pk = cast.institution.pk
    span = SchoolSpan.objects.create(
        institution=cast.institution, year=2026, part=1, starts="2026-09-01", ends="2026-10-25"
    )
    url = reverse("events:school_year", args=[pk])
    remove = reverse("events:school_span_remove", args=[pk, span.pk])
    for who in EVERYBODY:
        client, reads = cast.client(who), who in (*INSIDERS, "superuser")
        wanted = 302 if who == "anonymous" else 200 if reads else 404
        assert (who, client.get(url).status_code) == (who, wanted)
        if who != "methodist":
            wanted = 403 if reads else wanted
            for address in (url, remove):
                assert (who, client.post(address, {"year": "2026"}).status_code) == (who, wanted)
    assert SchoolSpan.objects.exists()
    assert cast.client("methodist").post(remove).status_code == 302
    assert not SchoolSpan.objects.exists()


def test_only_those_who_write_plans_may_start_one(cast):
    wanted = dict.fromkeys(EVERYBODY, 403) | {"anonymous": 302}
    wanted |= dict.fromkeys((*AUTHORS, "stranger", "foreigner"), 200)
    url = reverse("events:plan_add")
    assert {who: cast.client(who).get(url).status_code for who in EVERYBODY} == wanted


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


@pytest.mark.parametrize("name", [*FREE, *FRAGMENTS])
def test_page_without_a_plan_opens_for_all_who_signed_in(cast, name):
    got = {who: cast.client(who).get(reverse(f"events:{name}")).status_code for who in EVERYBODY}
    assert got == dict.fromkeys(EVERYBODY, 200) | {"anonymous": 302}


def test_lists_show_nothing_foreign(cast):
    plan = plan_of(cast, "approved")
    for name in FREE:
        answer = cast.client("foreigner").get(reverse(f"events:{name}"))
        assert plan.association.name not in answer.content.decode()


def test_parts_of_another_plan_are_not_found_under_ones_own(cast):
    mine, client = plan_of(cast, "draft"), cast.client("chair")
    other = make_plan("rmc-directions", association=cast.other_association, rows=1)
    names = ["event_add", "event_edit", "event_transfer", "event_delete", "section_edit"]
    names += ["step_edit", "step_delete", "plan_decide"]
    mixed = [
        address(name, other).replace(f"/plans/{other.pk}/", f"/plans/{mine.pk}/") for name in names
    ]
    assert [client.get(url).status_code for url in mixed] == [404] * len(mixed)


def test_parts_have_uids_that_an_address_can_carry(cast):
    plan = plan_of(cast, "draft")
    for model in (Section, Step):
        assert all(one.uid.isalnum() for one in model.objects.filter(plan=plan))


def test_every_address_of_plans_is_tested_here():
    tested = {
        *READ,
        *COMPARE,
        *FREE,
        *WRITE,
        *ASKED,
        *EDITS,
        *ACTIONS,
        *START,
        *REMOVED,
        *FRAGMENTS,
        *DECIDE,
        *REPEAL,
        *WITHDRAW,
    }
    tested |= {*CHECK, *NAME, *FOUND, *NEXT, *REQUIRED, *SCHOOL, *LAYOUTS}
    tested |= {*ORIGINAL, *LINKS, *ROUTE, *REMARKS, *SETTLE}
    assert {pattern.name for pattern in urlpatterns} == tested
