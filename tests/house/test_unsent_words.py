"""Words that were not sent are read by nobody but those who write the plan, at no address.

A word of its own is typed into each place of a plan after it was sent; then everybody asks for
every address there is. What comes back is taken apart: PDF, Word, Excel and archives too.
"""

import datetime as dt
import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from itertools import product
from urllib.parse import unquote

import pytest
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone
from django.utils.formats import date_format
from pypdf import PdfReader

from associations.models import Letter, Office, User
from associations.vocabulary import OfficeRole
from events.drafting.queries.row_values import EventValues, row_values
from events.drafting.rules import rows, sections, steps
from events.drafting.rules.plans import edit_heading, heading_values
from events.drafting.rules.undo import undo_change
from events.history.rules import name_version
from events.models import Event, Layout, Plan, Step
from events.plan.period import Period
from plans_portal.lib.versions import version_of
from reports.downloads.rules.jobs import ask_archive
from reports.downloads.rules.pieces import work_at_job
from reports.models import ImportSession, PrintJob, PrintPiece
from reports.paper.check_code import code_of
from tests.cast import Cast
from tests.changed import fresh
from tests.factories import make_actor, make_office, make_substitution
from tests.house.test_addresses import addresses
from tests.plans import bring_to, change, make_plan

pytestmark = pytest.mark.slow

WORDS = {
    "title": "Щызаголовок",
    "city": "Щыгород",
    "section": "Щыраздел",
    "row": "Щыстрока",
    "place": "Щыместо",
    "step": "Щышаг",
}
READERS = ("agreer", "approver", "deputy", "stranger", "ended")
# Where an author finds the words: else nothing would be looked for where they are hidden.
SHOWN = {
    "events:plan_detail": {*WORDS},
    "events:plan_history": {*WORDS},
    "events:plan_changes": {*WORDS},
    "events:plan_list": {"title"},
    "events:calendar": {"row"},
    "events:upcoming": {"row"},
    "reports:draft_pdf": {*WORDS},
    "reports:plan_docx": {*WORDS},
    "reports:plan_xlsx": {*WORDS},
    "reports:plan_json": {*WORDS},
    "reports:print_job_file": {*WORDS},
    "reports:changes_pdf": {*WORDS},
    "reports:meeting_list": {"row"},
    "reports:meeting_pdf": {"city", "row", "place"},
    "reports:meeting_docx": {"city", "row", "place"},
    "reports:import_session": {"row"},
}


class Scene:
    """A plan with unsent words, and everybody signed in.

    Its first edition is in force, the second was returned, and its authors have written on.
    """

    def __init__(self, cast: Cast) -> None:
        self.cast, self.today = cast, timezone.localdate()
        yesterday = self.today - dt.timedelta(days=1)
        self.day = self.today + dt.timedelta(days=10)
        ended = make_office(OfficeRole.SECRETARY, cast.association)
        make_office(OfficeRole.SECRETARY, cast.other_association, ended.person)
        self.plan = self._returned()
        self._type()
        substitution = make_substitution(
            cast.office("approver"), since=yesterday, until=self.today + dt.timedelta(days=1)
        )
        self.users = {who: cast.user(who) for who in ("chair", "agreer", "approver", "stranger")}
        for who, person in (("deputy", substitution.person), ("ended", ended.person)):
            assert person.user is not None
            self.users[who] = person.user
        self.clients = {who: self._client(user) for who, user in self.users.items()}
        self._paste_rows()
        # What the ended office printed while it was held is its owner's no more.
        self.jobs = {
            who: self._archive(self.users[who])
            for who in ("chair", "approver", "stranger", "ended")
        }
        Office.objects.filter(pk=ended.pk).update(until=yesterday)

    def _client(self, user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    def _returned(self) -> Plan:
        period = Period.of_calendar_year(self.day.year)
        plan = make_plan("rumo-headings", association=self.cast.association, period=period, rows=1)
        section = plan.sections.filter(kind="table").order_by("order").first()
        meeting = EventValues(is_meeting=True, title="Заседание", place="Лицей")
        rows.add_event(section=section, values=meeting, by=self.cast.actor("chair"))
        plan.steps.filter(verb="approve").update(office=self.cast.office("approver"))
        return bring_to(change(bring_to(plan, "approved"), "вторая редакция"), "returned")

    def _type(self) -> None:
        plan, by = self.plan, self.cast.actor("chair")
        was = heading_values(plan)
        values = replace(was, title=f"{was.title}\n{WORDS['title']}", city=WORDS["city"])
        edit_heading(plan=plan, values=values, expected_version=version_of(was), by=by)
        row = self.row()
        part = sections.section_values(row.section)
        sections.edit_section(
            section=row.section,
            values=replace(part, heading=WORDS["section"]),
            expected_version=version_of(part),
            by=by,
        )
        words = row_values(row)
        rows.edit_event(
            event=row,
            values=replace(words, title=f"{words.title} {WORDS['row']}", place=WORDS["place"]),
            expected_version=version_of(words),
            by=by,
        )
        # A row that no edition has: a meeting without a place, so that its papers name the city.
        term = date_format(self.day, "j E")
        new = EventValues(is_meeting=True, title=f"Новая {WORDS['row']}", term=term)
        rows.add_event(section=row.section, values=new, by=by)
        # A signer on paper is called by the words of the step alone.
        expert = steps.StepValues("agree", position=WORDS["step"], name=WORDS["step"])
        steps.add_step(plan=self.plan, values=expert, by=by)

    def _paste_rows(self) -> None:
        address = reverse("reports:rows_paste", args=[self.plan.pk, self.row().section.uid])
        self.clients["chair"].post(address, {"text": f"1\t{WORDS['row']}\tмай"})

    def _archive(self, user: User) -> PrintJob:
        actor = make_actor(user, self.today)
        chosen = PrintPiece.Form.values
        job = ask_archive(plans=Plan.objects.all(), chosen=chosen, by=actor)
        work_at_job(job.pk, on=self.today)
        return job

    def parts_of_history(self) -> Iterator[str]:
        """What asks for the edits of each row one by one."""
        for one in self.plan.changes.exclude(event_uid=""):
            yield f"?row={one.event_uid}&apart={one.pk}"

    def row(self) -> Event:
        """The meeting that each edition of the plan has."""
        row = self.plan.events.filter(is_meeting=True).order_by("pk").first()
        assert row is not None
        return row

    def step(self) -> Step:
        step = self.plan.steps.exclude(verb="close").order_by("order").first()
        assert step is not None
        return step

    def samples(self, who: str) -> dict[str, Iterable[object]]:
        """What can stand in an address, by the word before it; a new address may need a new one."""
        cast, plan, row = self.cast, self.plan, self.row()
        meetings = list(plan.events.filter(is_meeting=True).values_list("uid", flat=True))
        meetings = [uid for uid in meetings if uid == row.uid] + meetings[-1:]
        jobs = [self.jobs[one].pk for one in ("chair", who) if one in self.jobs]
        codes = [code_of(one.pk, one.sha256) for one in plan.editions.all()]
        return {
            "plans": [plan.pk],
            "sections": [row.section.uid],
            "rows": meetings,
            "meetings": meetings,
            "paper": ["agenda"],
            "steps": [self.step().uid],
            "seats": list(plan.layout.seats.values_list("pk", flat=True)),
            "deviations": list(plan.deviations.values_list("pk", flat=True)),
            "remarks": list(plan.remarks.values_list("pk", flat=True)),
            "common": [1],
            "changes": list(plan.changes.order_by("-pk").values_list("pk", flat=True)[:1]),
            "layout": [plan.layout_id],
            "layouts": [plan.layout_id, Layout.objects.get(code="moc-results").pk],
            "institutions": [cast.institution.pk],
            "requirements": ["rumo"],
            "school-year": [1],
            "check": codes[:1],
            "downloads": jobs,
            "intake": list(ImportSession.objects.values_list("pk", flat=True)),
            "batch": list(ImportSession.objects.values_list("pk", flat=True)),
            "associations": [cast.association.pk],
            "people": [cast.person("chair").pk],
            "organisations": [1],
            "offices": [cast.office("chair").pk],
            "substitutions": [1],
            "signature-rules": [1],
            "signatures": plan.signatures.values_list("key", flat=True),
            "days": [1],
            "letters": Letter.objects.values_list("pk", flat=True),
            "outbox": [1],
            "not-issued": [1],
            # Such links are tested with their page: unsent words are there once they are void.
            "one-time": ["x"],
        }

    def addresses(self, who: str) -> Iterator[tuple[str, str]]:
        """Every address by its name, with what the lists and calendars must be asked for."""
        asked = {
            "events:calendar": [f"?month={self.day:%Y-%m}"],
            "events:upcoming": ["?ahead=92"],
            "events:plan_detail": ["", "?order=date"],
            "events:plan_changes": ["", "?rows=all", "?since=1&to=2"],
            "events:plan_decide": ["", "?show=plan"],
            "events:plan_history": ["", "?text=щы", "?named=on", *self.parts_of_history()],
        }
        found, known = set(), self.samples(who)
        for name, pattern in addresses(get_resolver()):
            route = str(pattern.pattern)
            # The pages of the administration and of accounts know no plan.
            if name.startswith(("admin:", "account_", "mfa_", "openid_", "session_")):
                continue
            keys = list(pattern.pattern.converters)
            for chosen in product(*(known[word_before(route, key)] for key in keys)):
                address = reverse(name, kwargs=dict(zip(keys, chosen, strict=True)))
                found |= {(name, address + query) for query in asked.get(name, [""])}
        yield from sorted(found)


def word_before(route: str, key: str) -> str:
    """What tells whose number or uid stands there: «sections» in `sections/<uid:uid>/`."""
    if key == "paper":
        return key
    before = re.sub("<[^>]*>", "", route.split(f":{key}>", maxsplit=1)[0].rpartition("<")[0])
    return before.rstrip("/").rpartition("/")[2]


@cache
def words_in(data: bytes) -> frozenset[str]:
    """The places whose unsent word a file holds; many readers get the same file."""
    whole = re.sub(r"[\s\u2010\u00ad]", "", " ".join(texts_in(data))).casefold()
    return frozenset(place for place, word in WORDS.items() if word.casefold() in whole)


def texts_in(data: bytes) -> Iterator[str]:
    """Every text in a file: of an archive, of each file in it; of a PDF, what is attached too."""
    if data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                yield name
                yield from (WORDS[place] for place in words_in(archive.read(name)))
    elif data.startswith(b"%PDF"):
        reader = PdfReader(io.BytesIO(data))
        yield from (page.extract_text() for page in reader.pages)
        yield from (str(value) for value in (reader.metadata or {}).values())
        for files in reader.attachments.values():
            for one in files:
                yield from texts_in(one)
    else:
        text = data.decode(errors="ignore")
        yield text
        # A word may be cut by marks in the middle, or written in the digits of its letters.
        yield re.sub("<[^>]*>", "", text)
        yield re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text)


def told(client: Client, address: str) -> set[str]:
    """The places whose unsent word the answer holds."""
    answer = client.get(address)
    assert answer.status_code < 500, address
    data = b"".join(answer) if answer.streaming else answer.content
    headers = " ".join(unquote(str(value)) for value in answer.headers.values())
    return {*words_in(data), *words_in(headers.encode())}


class LaterScene(Scene):
    """The same words, deleted again before the plan was sent, and the name of a version."""

    def _type(self) -> None:
        super()._type()
        by = self.cast.actor("chair")
        sent = self.plan.changes.filter(action="send_plan").latest("pk")
        for one in self.plan.changes.filter(pk__gt=sent.pk, patch__isnull=False):
            undo_change(change=one, by=by)
        name_version(change=self.plan.changes.latest("pk"), name=WORDS["title"], by=by)
        self.plan = bring_to(fresh(self.plan), "signoff")

    def _paste_rows(self) -> None:
        """Nothing: the plan is closed."""


def by_author(scene: Scene) -> dict[str, set[str]]:
    """The places whose word the author finds, by the name of the address."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, address in scene.addresses("chair"):
        found[name] |= told(scene.clients["chair"], address)
    return found


def leaks(scene: Scene) -> dict[tuple[str, str], set[str]]:
    """What those find who may not."""
    return {
        (who, address): places
        for who in READERS
        for _name, address in scene.addresses(who)
        if (places := told(scene.clients[who], address))
    }


def test_nobody_reads_what_was_not_sent(cast):
    scene = Scene(cast)
    found = by_author(scene)
    assert {name: found[name] & places for name, places in SHOWN.items()} == SHOWN
    assert leaks(scene) == {}


def test_nobody_reads_later_what_was_deleted_before_sending(cast):
    """Once it was sent, everything typed on the way there stays where it was: with the authors."""
    scene = LaterScene(cast)
    found = {name: places for name, places in by_author(scene).items() if places}
    assert found == {"events:plan_history": {*WORDS}}
    assert leaks(scene) == {}
