"""Whom a plan that is sent again asks, and whose agreement with an earlier edition stands.

Approvals are never kept, and nothing is kept of an edition that was approved or rejected. While the
words are the same all agreements stand; once they differ, the rule of the institution tells.
"""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from django.db.models import Prefetch, prefetch_related_objects
from django.utils import timezone

from associations.offices.queries import holding
from associations.vocabulary import AskAgain
from events.drafting.queries.stored_content import edition_content
from events.models import Edition, Plan, Remark, Signature, Step
from events.plan.codec import has_fingerprint
from events.plan.comparison import PlanComparison, compare
from events.plan.comparison.said import said_in_short
from events.plan.content import EventContent, PlanContent, StepContent
from events.plan.stages import lacking
from events.plan.status import PlanStatus
from events.plan.vocabulary import DECISIONS, Decision, Verb
from events.signoff.queries.edition_status import approved_at
from events.signoff.queries.plan_state import decider_of

# The decisions that may stand for a later edition, and those after which a plan goes on.
AGREEING: Final = (Decision.AGREED, Decision.AGREED_WITH_REMARKS)
_GOES_ON: Final = (*AGREEING, Decision.APPROVED, Decision.CLOSED, Decision.RETURNED)

# A surname without what changes when it is declined, unless hardly anything would be left.
_ENDING: Final = re.compile("[аеёиоуыэюяйь]{1,2}$")
_SHORTEST: Final = 3

NOT_YET: Final = "решения ещё не было"
RETURNED: Final = "прошлую редакцию вернули на этом шаге"
APPROVES: Final = "утверждение всегда спрашиваем снова"
OTHER_NOW: Final = "решал другой человек, или в шаге изменили должность"
BY_RULE: Final = "слова плана изменились"
WISHED: Final = "так решили вы"
ENDED: Final = "прошлый круг закончен: план утвердили или отклонили"
NOBODY_ELSE: Final = "кроме этого согласия, решать нечего"
HEAD_CHANGED: Final = "изменились заголовок, сведения о плане или разделы"
REMARKED: Final = "изменилось место, к которому есть замечание с этого шага"
RESPONSIBLE: Final = "изменилась строка, за которую этот человек отвечает"


@dataclass(frozen=True, slots=True)
class Kept:
    """An agreement that stands: the signature that the person made, the step, and why it stands."""

    origin: Signature
    step: Step
    words: str

    @property
    def whose(self) -> str:
        """Whose agreement it is, in the genitive where a person of the directory signed."""
        return self.origin.person.genitive_name if self.origin.person else self.origin.name

    @property
    def day(self) -> dt.date:
        """When they agreed."""
        return self.origin.signed_on or timezone.localtime(self.origin.at).date()


@dataclass(frozen=True, slots=True)
class Asked:
    """A step that is asked: who decides it today, and why their agreement doesn't stand."""

    step: Step
    who: str
    why: str


@dataclass(frozen=True, slots=True)
class AskedAgain:
    """Who is asked and who is not when a plan is sent after the edition `before`.

    `is_same`: its words are those of that edition. `changes` say where they differ from it.
    """

    before: Edition | None = None
    kept: tuple[Kept, ...] = ()
    asked: tuple[Asked, ...] = ()
    is_same: bool = False
    changes: str = ""
    needs_note: bool = False

    @property
    def mark(self) -> str:
        """Names the agreements that stand, so that a form can say which ones it showed."""
        return " ".join(str(one.origin.pk) for one in self.kept)


def asked_again(
    plan: Plan,
    content: PlanContent,
    steps: Iterable[Step],
    *,
    everybody: bool = False,
    on: dt.date,
) -> AskedAgain:
    """Who is asked when this content of an open plan is sent (at most 2 queries).

    `steps` are all of the plan's, read `with_deciders`. With `everybody` no agreement stands.
    """
    steps = list(steps)
    deciding = [step for step in steps if step.verb in DECISIONS]
    before = plan.edition
    if before is None:
        return AskedAgain(asked=tuple(Asked(one, decider_of(one, on), NOT_YET) for one in deciding))
    last = _last_decisions(before)
    since = {one.pk: _since(one, content) for one in {before, *map(_seen_in, last.values())}}
    ask = AskAgain(plan.association.institution.ask_again)
    rule = _Rule(ask, on, _remarked(plan) if ask == AskAgain.CHANGED else {})
    # A rejection ends the round as an approval does.
    has_ended = any(one.decision not in _GOES_ON for one in last.values()) or approved_at(before)
    why: dict[str, str] = {}
    for step in deciding:
        signature = last.get(step.uid)
        if signature is None:
            why[step.uid] = NOT_YET
        elif has_ended:
            why[step.uid] = ENDED
        elif words := _never_kept(step, signature) or (WISHED if everybody else ""):
            why[step.uid] = words
        else:
            changes = since[_seen_in(signature).pk]
            why[step.uid] = _why_asked(rule, step, signature, changes)
    if not lacking(steps, {step.uid for step in deciding if not why[step.uid]}):
        # Nobody would decide on what is sent.
        why = {uid: words or NOBODY_ELSE for uid, words in why.items()}
    kept = [(step, last[step.uid]) for step in deciding if not why[step.uid]]
    is_same = since[before.pk].is_same
    return AskedAgain(
        before,
        tuple(Kept(_origin(one), step, _words(since[_seen_in(one).pk])) for step, one in kept),
        tuple(Asked(s, decider_of(s, on), why[s.uid]) for s in deciding if why[s.uid]),
        is_same,
        since[before.pk].changes,
        needs_note=is_same and plan.is_open and plan.status != PlanStatus.DRAFT,
    )


@dataclass(frozen=True, slots=True)
class _Rule:
    """The institution's rule, the day, and the places on which each account has remarked."""

    ask: AskAgain
    on: dt.date
    remarked: Mapping[int | None, frozenset[str]]


@dataclass(frozen=True, slots=True)
class _Since:
    """What became of the words of an edition in those that are sent now."""

    edition: Edition
    was: PlanContent
    now: PlanContent
    is_same: bool
    comparison: PlanComparison

    @property
    def changes(self) -> str:
        """Where they differ, in words; empty where they are the same."""
        return "" if self.is_same else said_in_short(self.comparison) or "изменены сведения"

    @property
    def is_head_changed(self) -> bool:
        """Whether anything differs that is no row: it concerns everybody; stamps don't count."""
        told = self.comparison
        return bool(told.fields) or any(one.is_changed for one in told.sections)

    @property
    def changed_places(self) -> Iterator[str]:
        """The uids of changed rows, of what they consist of, and of the sections they stand in."""
        for section in self.comparison.sections:
            if rows := section.changed_rows:
                yield section.section.uid
                yield from (one.uid for row in rows for one in (row.event, *row.event.events))

    @property
    def changed_rows(self) -> Iterator[EventContent]:
        """The changed rows as they are and as they were, with what they consist of."""
        uids = set(self.changed_places)
        for content in (self.was, self.now):
            yield from (one for one in content.all_events() if one.uid in uids)


def _last_decisions(edition: Edition) -> dict[str, Signature]:
    """The decisions on the edition by the uid of their step, with where each was carried from."""
    signatures = Signature.objects.select_related("carried_from__edition", "person")
    prefetch_related_objects([edition], Prefetch("signatures", signatures))
    return {one.step_uid: one for one in edition.standing}


def _origin(signature: Signature) -> Signature:
    """The signature that the person made."""
    return signature.carried_from or signature


def _seen_in(signature: Signature) -> Edition:
    """The edition whose words the person saw."""
    return _origin(signature).edition


def _since(edition: Edition, content: PlanContent) -> _Since:
    was = edition_content(edition)
    is_same = has_fingerprint(content, edition.sha256, edition.format)
    comparison = PlanComparison() if is_same else compare(was, content, whole=False)
    return _Since(edition, was, content, is_same, comparison)


def _words(since: _Since) -> str:
    """Why an agreement stands: «в редакции 1, слова те же»; «…; с тех пор изменена строка 3»."""
    where = f"в редакции {since.edition.number}"
    return f"{where}; с тех пор {since.changes}" if since.changes else f"{where}, слова те же"


def _never_kept(step: Step, signature: Signature) -> str:
    if signature.decision == Decision.RETURNED:
        return RETURNED
    return "" if step.verb == Verb.AGREE and signature.decision in AGREEING else APPROVES


def _why_asked(rule: _Rule, step: Step, signature: Signature, since: _Since) -> str:
    """Why whoever agreed is asked again, or an empty string."""
    if not _is_same_place(step, signature, since, rule.on):
        return OTHER_NOW
    if since.is_same or rule.ask == AskAgain.DISAGREED:
        return ""
    if rule.ask == AskAgain.EVERYBODY:
        return BY_RULE
    if since.is_head_changed:
        return HEAD_CHANGED
    # Of a signature on paper the account is that of who recorded it.
    places = (
        frozenset() if signature.on_paper else rule.remarked.get(signature.user_id, frozenset())
    )
    if "" in places or places & set(since.changed_places):
        return REMARKED
    return RESPONSIBLE if _is_named(signature, since.changed_rows) else ""


def _is_same_place(step: Step, signature: Signature, since: _Since, on: dt.date) -> bool:
    """Whether the step is still decided by who signed it, in the office in which they did."""
    was, now = _step(since.was, step.uid), _step(since.now, step.uid)
    if was is None or now is None or _stamp(was) != _stamp(now):
        return False
    if step.office is None:
        return signature.office_id is None and (was.name, was.act) == (now.name, now.act)
    held = holding(step.office, on)
    return not held.nobody and held.office.pk == signature.office_id


def _step(content: PlanContent, uid: str) -> StepContent | None:
    return next((step for step in content.steps if step.uid == uid), None)


def _stamp(step: StepContent) -> tuple[str, ...]:
    return step.verb, step.mode, " ".join(step.position.split())


def _remarked(plan: Plan) -> dict[int | None, frozenset[str]]:
    """The places on which each account has remarked; the plan as a whole is an empty text."""
    found = Remark.objects.filter(plan=plan, is_doubt=False).values_list("made_by", "uid")
    places: defaultdict[int, set[str]] = defaultdict(set)
    for account, uid in found:
        places[account].add(uid)
    return {account: frozenset(uids) for account, uids in places.items()}


def _is_named(signature: Signature, rows: Iterable[EventContent]) -> bool:
    """Whether a row names the signer among its responsible, in any case of the surname."""
    surname = signature.person.last_name if signature.person else signature.name.split()[-1]
    stem = _ENDING.sub("", surname)
    if len(stem) < _SHORTEST:
        stem = surname
    named = re.compile(rf"\b{re.escape(stem)}", re.IGNORECASE)
    return any(named.search(one.text) for row in rows for one in row.responsible)
