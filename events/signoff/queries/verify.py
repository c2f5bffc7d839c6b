"""The proof of what was signed: every record of a plan against its own hash and the others.

What is false is told as a `Damage`: somebody has written to the database past the portal, or the
disk has failed. `reports.issuing.queries.verify` adds the issued files.
"""

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import prefetch_related_objects

from associations.models import Institution
from events.models import Edition, Plan, Seal, SealedHead, Signature
from events.plan.codec import is_intact, steps_of
from events.plan.stages import lacking
from events.plan.vocabulary import NEGATIVE
from events.signoff.queries.asked_again import AGREEING
from events.signoff.queries.edition_status import approved_at, edition_statuses
from plans_portal.lib import seal_key
from plans_portal.lib.chain import (
    ChainedRow,
    chained_models,
    hash_of,
    is_linked,
    is_own,
    name_of,
    read_chain,
)


@dataclass(frozen=True, slots=True)
class Damage:
    """One thing that is not as it was written: a code for programs, a sentence for people."""

    code: str
    words: str


def verify_records(plan: Plan) -> list[Damage]:
    """Whatever is false in the records of a plan; nothing, if all is as it was signed.

    The plan is read anew, and what seems false is looked at once more under its lock: somebody may
    have signed between two of our queries. The number of queries doesn't grow with the plan.
    """
    if not _in_plan(Plan.objects.get(pk=plan.pk)):
        return []
    with transaction.atomic():
        return _in_plan(Plan.objects.select_for_update().get(pk=plan.pk))


def verify_edition(edition: Edition) -> list[Damage]:
    """Whatever is false in an edition that is said to be in force, by itself (1 query).

    It is quick enough for a page: the other records of its plan are not read.
    """
    prefetch_related_objects([edition], "signatures")
    found = _in_edition(edition, _origins(edition.signatures.all()))
    if any(one.code == "content" for one in found):
        return found
    if not all(map(is_linked, [edition, *edition.signatures.all()])):
        found.append(Damage("chain", f"{edition}: запись не сходится со своим хешем."))
    if approved_at(edition) is None:
        found.append(_not_approved(edition))
    return found


def verify_seals(institution: Institution) -> list[Damage]:
    """Whatever is false in the seals of an institution (2 queries)."""
    found, before = [], ""
    for seal in institution.seals.prefetch_related("heads").order_by("id"):
        if seal.previous != before or not seal_holds(seal):
            found.append(Damage("seal", f"{seal} ({seal.digest}): печать недействительна."))
        before = seal.digest
    return found


def verify_institution(institution: Institution) -> list[Damage]:
    """Whatever is false in what belongs to no plan: seals, journal, rules of signature."""
    models = [model for model in chained_models() if not _is_of_plan(model)]
    return [*verify_seals(institution), *_in_chains(models, institution.pk)]


def seal_holds(seal: Seal) -> bool:
    """Whether a seal has the digest of what it holds, signed by the portal's key (1 query)."""
    heads = {head.chain: head.hash for head in seal.heads.all()}
    is_whole = seal.digest == digest_of_seal(seal, heads)
    return is_whole and seal_key.is_signed(seal.digest, seal.signature, seal.key)


def digest_of_seal(seal: Seal, heads: dict[str, str]) -> str:
    """The checksum of a seal: of its heads, its time, its institution and the seal before."""
    return hash_of(
        {
            "at": seal.at.astimezone(dt.UTC).isoformat(),
            "heads": heads,
            "institution": seal.institution_id,
            "previous": seal.previous,
        }
    )


def last_seal(institution_id: int) -> Seal | None:
    """The newest seal of an institution, to print its checksum (1 query)."""
    return Seal.objects.filter(institution=institution_id).order_by("-id").first()


def _in_plan(plan: Plan) -> list[Damage]:
    editions = list(plan.editions.select_related("repeal").prefetch_related("signatures"))
    made = {one.pk: one for edition in editions for one in edition.signatures.all()}
    found = [one for edition in editions for one in _in_edition(edition, made)]
    found += _in_carried(editions)
    if not any(one.code == "content" for one in found):
        found += _in_state(plan, editions)
    found += _in_withdrawals(plan, editions)
    models = [model for model in chained_models() if _is_of_plan(model)]
    return [*found, *_in_chains(models, plan.pk)]


def _origins(signatures: Iterable[Signature]) -> dict[int, Signature]:
    """The signatures that these were carried from, by their keys (1 query, none without any)."""
    wanted = [one.carried_from_id for one in signatures if one.carried_from_id]
    return Signature.objects.in_bulk(wanted) if wanted else {}


def _in_edition(edition: Edition, made: Mapping[int, Signature]) -> list[Damage]:
    """What the edition and its signatures say of its content; signatures may be loaded.

    `made` has those that others were carried from, by their keys.
    """
    if not is_intact(edition.content, edition.sha256, edition.format):
        return [Damage("content", f"{edition}: содержание не сходится с его отпечатком.")]
    found = []
    if edition.title.splitlines() != json.loads(edition.content).get("title", []):
        found.append(Damage("title", f"{edition}: заголовок не тот, что в содержании."))
    steps = {step.uid for step in steps_of(edition.content)}
    for signature in edition.signatures.all():
        who = f"{edition}, подпись «{signature}»"
        if signature.carried_from_id:
            if not _is_carried(signature, made.get(signature.carried_from_id)):
                found.append(Damage("carried", f"{who}: перенесена не из подписи этого человека."))
        elif signature.sha256 != edition.sha256 or signature.plan_id != edition.plan_id:
            found.append(Damage("signature", f"{who}: поставлена не под этой редакцией."))
        if not is_own(signature):
            found.append(_past_the_portal(who))
        if not (signature.stands or is_own(signature.withdrawal)):
            found.append(_past_the_portal(f"{who}, отзыв решения"))
        if signature.step_uid not in steps:
            found.append(Damage("step", f"{who}: такого шага в редакции нет."))
    repeal = getattr(edition, "repeal", None)
    if repeal is not None and not is_own(repeal):
        found.append(_past_the_portal(str(repeal)))
    standing = [one.step_uid for one in edition.standing]
    if len(standing) != len(set(standing)):
        found.append(Damage("twice", f"{edition}: на одном шаге действуют два решения."))
    return found


def _is_carried(signature: Signature, origin: Signature | None) -> bool:
    """Whether an agreement is, but for its edition, the one that it says it was carried from."""
    if origin is None or origin.carried_from_id or origin.pk >= signature.pk:
        return False
    same = ((getattr(signature, name), getattr(origin, name)) for name in Signature.copied_fields())
    return origin.decision in AGREEING and all(one == other for one, other in same)


def _in_carried(editions: Iterable[Edition]) -> list[Damage]:
    """Agreements that stand though they were not there, or not asked about, in the edition before.

    What was made under an edition is bound to its words.
    """
    found: list[Damage] = []
    before: set[int] = set()
    words: dict[int, str] = {}
    for edition in sorted(editions, key=lambda one: one.number):
        present = {one.carried_from_id or one.pk for one in edition.standing}
        for one in edition.signatures.all():
            if one.carried_from_id is None:
                words[one.pk] = edition.sha256
            elif one.carried_from_id not in before or one.sha256 != words.get(one.carried_from_id):
                who = f"{edition}, подпись «{one}»"
                found.append(Damage("carried", f"{who}: в прошлой редакции её не было."))
        before = present
    return found


def _in_state(plan: Plan, editions: Iterable[Edition]) -> list[Damage]:
    """Whether the edition that the plan calls approved is the one that all have signed."""
    statuses = edition_statuses(plan, editions)
    in_force = next((one for one in editions if statuses[one.pk].state == "in_force"), None)
    official = next((one for one in editions if one.pk == plan.official_id), None)
    unapproved = ("not_approved", "withdrawn")
    if plan.official_id and (official is None or statuses[official.pk].state in unapproved):
        return [_not_approved(official)]
    if in_force != official:
        said, signed = (one.number if one else "нет" for one in (official, in_force))
        words = f"Действующая редакция: по записи плана {said}, по подписям и отменам {signed}."
        return [Damage("official", words)]
    if plan.status == Plan.Status.APPROVED and official is None:
        return [_not_approved(None)]
    sent = next((one for one in editions if one.pk == plan.edition_id), None)
    if plan.status == Plan.Status.SIGNOFF and sent and plan.stage != _stage_of(sent):
        words = f"{sent}: план на согласовании на этапе {plan.stage}, а подписи говорят другое."
        return [Damage("state", words)]
    return []


def _stage_of(edition: Edition) -> int:
    """The stage for which the edition waits; 0 where it is signed by all or was given back."""
    if any(one.decision in NEGATIVE for one in edition.standing):
        return 0
    signed = {one.step_uid for one in edition.standing}
    return min((one.stage for one in lacking(steps_of(edition.content), signed)), default=0)


def _in_withdrawals(plan: Plan, editions: Iterable[Edition]) -> list[Damage]:
    """Whether each withdrawal is in the history, each one there is kept, by who had decided."""
    taken = [one for edition in editions for one in edition.signatures.all() if not one.stands]
    told = plan.changes.filter(action="withdraw_decision").values_list(
        "after__withdrawal", flat=True
    )
    hashes, kept = set(told), {one.withdrawal.hash for one in taken}
    found = [
        Damage("withdrawal", f"{one.edition}: отзыва решения «{one}» нет в истории плана.")
        for one in taken
        if one.withdrawal.hash not in hashes
    ]
    if hashes - kept:
        words = "Отзыв решения записан в истории, а самой записи о нём нет."
        found.append(Damage("withdrawal", words))
    return found + [
        Damage("withdrawal", f"{one.edition}: решение «{one}» отозвал не тот, кто его принял.")
        for one in taken
        if not one.on_paper and one.withdrawal.by_id != one.user_id
    ]


def _not_approved(edition: Edition | None) -> Damage:
    name = str(edition) if edition else "План"
    return Damage("approval", f"{name}: утверждение записано, а нужных подписей нет.")


def _past_the_portal(what: str) -> Damage:
    return Damage("key", f"{what}: записано в обход портала, без его ключа.")


def _in_chains(models: Iterable[type[ChainedRow]], key: int) -> list[Damage]:
    """What is false in the chains of these tables that belong to the plan or institution `key`."""
    found: list[Damage] = []
    named_models = {name_of(model, key): model for model in models}
    sealed = (
        SealedHead.objects.filter(chain__in=named_models).select_related("seal").order_by("-id")
    )
    heads = list(sealed.order_by("-id"))
    for name, model in named_models.items():
        chain = read_chain(model, key)
        named = model._meta.verbose_name_plural  # noqa: SLF001 - the words for people
        found += [
            Damage("chain", f"Цепочка «{named}» нарушена: запись {pk}.") for pk in chain.broken
        ]
        lost = [head for head in heads if head.chain == name and head.hash not in chain.hashes]
        found += [
            Damage("sealed", f"В цепочке «{named}» нет записи, которую хранит «{head.seal}».")
            for head in lost[:1]
        ]
    # The newest one that names a chain of them; all seals are checked with the institution.
    if heads and not seal_holds(heads[0].seal):
        found.append(Damage("seal", f"{heads[0].seal}: печать недействительна."))
    return found


def _is_of_plan(model: type[ChainedRow]) -> bool:
    field: Any = None
    owner: Any = model
    for part in model.chain_by.split("__"):
        field = owner._meta.get_field(part)  # noqa: SLF001 - Django's own way to the columns
        owner = field.related_model
    return owner is Plan
