"""The parts of a signature's protocol that prove it: rules, record, seal, and files to check."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.utils import timezone

from associations.models import RulesAcceptance
from events.models import Edition, Seal, SealedHead, Signature
from events.plan.codec import fingerprinted_bytes
from events.plan.stamps import zone_in_words
from events.plan.vocabulary import NEGATIVE
from events.signoff.queries.verify import seal_holds
from plans_portal.lib.chain import name_of, text_of_row
from plans_portal.lib.typography import set_type
from reports.paper.document import AttachedFile

RECORD_FILE: Final = "signature.json"
CONTENT_FILE: Final = "content.json"
_HOW_TO_HASH: Final = (
    "Вычислите SHA-256 вложения «{}» этого PDF (например, командой sha256sum): должно получиться"
    " то же число. В нём "
)
_IN_CONTENT: Final = "все слова документа, которые видел подписавший, в канонической записи JSON."
_IN_RECORD: Final = (
    "все поля записи и хеш предыдущей, поэтому изменить или вставить запись незаметно нельзя."
)
_WHY_SEALED: Final = (
    "Сумма зависит от хешей всех записей, сделанных до неё. Она разослана методистам письмом,"
    " поэтому подделать её задним числом нельзя."
)
HOW_TO_CHECK_WORDS: Final = _HOW_TO_HASH.format(CONTENT_FILE) + _IN_CONTENT


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the protocol: what it is, and its words; `is_code` where they are digits."""

    label: str
    words: str
    is_code: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """Some lines under a heading."""

    heading: str
    facts: tuple[Entry, ...]


def rules_part(signature: Signature) -> Part:
    """Which rules the person had accepted, and when (1 query)."""
    if not signature.rules_version:
        why = (
            "Чтобы вернуть или отклонить план, принимать правила не нужно."
            if signature.decision in NEGATIVE
            else "Когда ставили эту подпись, правил в портале ещё не было."
        )
        return part_of("Правила электронной подписи", ("Версия", why))
    accepted = (
        RulesAcceptance.objects.filter(
            rules__institution=signature.plan.association.institution_id,
            rules__version=signature.rules_version,
            person=signature.person_id,
        )
        .select_related("rules")
        .first()
    )
    if accepted is None:
        return part_of(
            "Правила электронной подписи",
            ("Версия", signature.rules_version),
            (
                "Приняты",
                f"по ссылке, вместе с решением: {moment(signature.at)}, {signature.name}"
                if signature.link_address
                else "записи о принятии нет",
            ),
        )
    rules = accepted.rules
    return part_of(
        "Правила электронной подписи",
        ("Версия", f"{rules.version}, введена в действие {moment(rules.published_at)}"),
        Entry("Хеш записи правил", rules.hash, is_code=True),
        ("Приняты", f"{moment(accepted.at)}, {accepted.name}"),
        Entry("Хеш записи о принятии", accepted.hash, is_code=True),
    )


def record_part(signature: Signature) -> Part:
    """The record and its place in the chain."""
    return part_of(
        "Запись в журнале подписей",
        ("Номер записи", f"{signature.pk} в цепочке «{name_of(Signature, signature.plan_id)}»"),
        Entry("Хеш записи", signature.hash, is_code=True),
        Entry("Хеш предыдущей", signature.previous, is_code=True),
        (
            "Как проверить",
            _HOW_TO_HASH.format(RECORD_FILE) + _IN_RECORD,
        ),
    )


def seal_part(signature: Signature) -> Part:
    """The seal that covers the record, or that there is none yet (3 queries)."""
    seal = seal_over(signature)
    if seal is None:
        words = "Записи ещё не опечатаны: портал делает это раз в сутки."
        return part_of("Контрольная сумма журнала", ("Печать", words))
    number = Seal.objects.filter(institution=seal.institution_id, pk__lte=seal.pk).count()
    return part_of(
        "Контрольная сумма журнала",
        ("Печать", f"№ {number} от {moment(seal.at)}"),
        Entry("Контрольная сумма", seal.digest, is_code=True),
        ("Подпись печати (Ed25519)", "верна" if seal_holds(seal) else "НЕ ВЕРНА"),
        Entry("Открытый ключ печати", seal.key, is_code=True),
        ("Что это", _WHY_SEALED),
    )


def seal_over(signature: Signature) -> Seal | None:
    """The first seal that a signature stands under (1 query); None while there is none yet."""
    since = Signature.objects.filter(plan=signature.plan_id, pk__gte=signature.pk)
    heads = SealedHead.objects.filter(
        chain=name_of(Signature, signature.plan_id), hash__in=since.values("hash")
    )
    head = heads.select_related("seal").order_by("seal").first()
    return head.seal if head else None


def attached_files(signature: Signature, signed: Edition | None) -> tuple[AttachedFile, ...]:
    """The record and the words that were `signed`, if they can be trusted."""
    record = AttachedFile(
        RECORD_FILE,
        "Запись о подписи: SHA-256 этого файла — хеш записи",
        text_of_row(signature).encode(),
        signature.at,
    )
    if signed is None:
        return (record,)
    content = AttachedFile(
        CONTENT_FILE,
        "Подписанное содержание: SHA-256 этого файла — отпечаток редакции",
        fingerprinted_bytes(signed.content),
        signed.made_at,
    )
    return record, content


def part_of(heading: str, *facts: Entry | tuple[str, str]) -> Part:
    """A part of the lines that say something."""
    return Part(heading, tuple(_said(facts)))


def _said(facts: tuple[Entry | tuple[str, str], ...]) -> Iterator[Entry]:
    for one in facts:
        fact = one if isinstance(one, Entry) else Entry(one[0], set_type(one[1]))
        if fact.words:
            yield fact


def moment(at: dt.datetime) -> str:
    """«16.01.2027 в 14:05:09 (UTC+7)»."""
    local = timezone.localtime(at)
    return f"{local:%d.%m.%Y} в {local:%H:%M:%S} ({zone_in_words(local)})"
