"""The protocol of one signature for a court: who signed what, when and how, and whether it holds.

It is made of the record alone, so that it can be checked without the portal: the PDF carries the
record and the signed words as files whose SHA-256 are the hashes that it prints.
"""

import datetime as dt
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.utils import timezone

from associations.accounts.authentication import Authentication
from associations.actor import Actor
from associations.models import Office, RulesAcceptance
from events.models import PaperOriginal, Plan, Seal, SealedHead, Signature
from events.plan.codec import fingerprinted_bytes
from events.plan.stamps import zone_in_words
from events.plan.vocabulary import Decision
from events.signoff.queries.edition_status import edition_status
from events.signoff.queries.verify import Damage, seal_holds
from plans_portal.lib.chain import name_of, text_of_row
from reports.issuing.queries import address_of, verify
from reports.paper.document import AttachedFile
from reports.paper.typography import set_type

RECORD_FILE: Final = "signature.json"
CONTENT_FILE: Final = "content.json"
WHOLE: Final = "Запись цела"
DAMAGED: Final = "Запись повреждена"
_NOT_KEPT: Final = "не записано"
_HOW_TO_HASH: Final = (
    "Вычислите SHA-256 вложения «{}» этого PDF (например, командой sha256sum): получится то же"
    " число. В нём "
)
_IN_CONTENT: Final = "все слова документа, которые видел подписавший, в канонической записи JSON."
_IN_RECORD: Final = (
    "все поля записи и хеш предыдущей, поэтому изменить или вставить запись незаметно нельзя."
)
_SIMPLE: Final = (
    "Простая электронная подпись (статьи 5, 6 и 9 Федерального закона от 06.04.2011 № 63-ФЗ"
    " «Об электронной подписи»)"
)
_BY_HAND: Final = "Собственноручная подпись на бумаге, запись о ней внёс оператор"
_WHY_SEALED: Final = (
    "Сумма зависит от хешей всех записей, сделанных до неё. Она разослана методистам письмом,"
    " поэтому подделать её задним числом нельзя."
)


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the protocol: what it is, and its words; `is_code` where they are digits."""

    label: str
    words: str
    is_code: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """Some lines under a heading."""

    heading: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Protocol:
    """All that the paper says; `attached` are the files inside it."""

    heading: str
    title: str
    made: str
    damages: tuple[Damage, ...]
    parts: tuple[Part, ...]
    decisions: tuple[Signature, ...]
    signature: Signature
    attached: tuple[AttachedFile, ...]

    @property
    def verdict(self) -> str:
        """What verifying has found: «Запись цела»."""
        return DAMAGED if self.damages else WHOLE


def signature_with_evidence(plan: Plan, key: uuid.UUID) -> Signature | None:
    """The signature of a plan by its key, with all that its protocol reads."""
    found = Signature.objects.filter(plan=plan, key=key).select_related(
        "edition",
        "user",
        "person",
        "office__association",
        "office__institution",
        "substitution",
        "original",
    )
    signature = found.first()
    if signature is not None:
        signature.plan = signature.edition.plan = plan
    return signature


def protocol_of(signature: Signature, *, by: Actor) -> Protocol:
    """The protocol of a signature that was read by `signature_with_evidence`, made by this person.

    All records of its plan are verified for it; the number of queries doesn't grow.
    """
    damages = tuple(verify(signature.plan))
    parts = (
        _operator(signature),
        _document(signature, is_whole=not damages),
        _decision(signature),
        _paper(signature) if signature.on_paper else _identity(signature),
        *(() if signature.on_paper else (_rules(signature),)),
        _record(signature),
        _seal(signature),
    )
    now = timezone.localtime()
    position = by.position or next((one.position for one in by.standings), "")
    who = ", ".join(filter(None, (by.full_name or by.name, position)))
    return Protocol(
        heading=(
            "Протокол проверки записи о подписи на бумаге"
            if signature.on_paper
            else "Протокол проверки электронной подписи"
        ),
        title=f"Протокол подписи. {signature.name}. {signature.edition.title_line}",
        made=f"Составлен {_moment(now)}. Составил: {who}.",
        damages=damages,
        parts=tuple(part for part in parts if part.facts),
        decisions=tuple(signature.edition.signatures.order_by("at", "id")),
        signature=signature,
        attached=_attached(signature, is_whole=not damages),
    )


def _operator(signature: Signature) -> Part:
    institution = signature.plan.association.institution
    return _part(
        "Оператор информационной системы",
        ("Наименование", f"{institution.name} ({institution.short_name})"),
        ("Информационная система", f"Портал планов, {settings.PUBLIC_ADDRESS}"),
        ("Вид подписи", _BY_HAND if signature.on_paper else _SIMPLE),
    )


def _document(signature: Signature, *, is_whole: bool) -> Part:
    """What was signed; of a damaged record nobody can tell whether it is in force."""
    edition, plan = signature.edition, signature.plan
    status = edition_status(edition) if is_whole else None
    since = status.since if status else None
    return _part(
        "Что подписано",
        ("Документ", edition.title_line),
        ("Объединение", plan.association.name),
        ("Редакция", f"№ {edition.number}, период: {plan.period.label()}"),
        ("Отправлена", f"{_moment(edition.made_at)}, {edition.made_by_name}"),
        ("Состояние редакции", status.words if status else ""),
        ("С какого времени", _moment(since) if since else ""),
        ("Страница проверки", settings.PUBLIC_ADDRESS + address_of(edition) if since else ""),
        Fact("SHA-256 содержания", edition.sha256, is_code=True),
        Fact("SHA-256, который подписан", signature.sha256, is_code=True),
        (
            "Как проверить",
            _HOW_TO_HASH.format(CONTENT_FILE) + _IN_CONTENT,
        ),
    )


def _decision(signature: Signature) -> Part:
    signed = signature.signed
    office, substitution = signature.office, signature.substitution
    return _part(
        "Кто и что решил",
        ("Решение", signature.get_decision_display()),
        ("Кто", signature.name),
        ("Полное имя", signature.person.full_name if signature.person else ""),
        ("Должность", " ".join(signature.position.split())),
        ("По какой должности решает", _office(office) if office else ""),
        ("За кого и в каком качестве", signed.stands_for),
        (
            "Основание замещения",
            f"{signature.basis}, с {substitution.since:%d.%m.%Y} по {substitution.until:%d.%m.%Y}"
            if substitution
            else "",
        ),
        ("Пояснение к решению", signature.comment),
        ("Записано" if signature.on_paper else "Подписано", _moment(signature.at)),
        ("Время по Гринвичу (UTC)", f"{signature.at.astimezone(dt.UTC):%d.%m.%Y %H:%M:%S.%f}"),
        Fact("Ключ подписи", str(signature.key), is_code=True),
        ("Порядок решений", _step(signature)),
    )


def _identity(signature: Signature) -> Part:
    user = signature.user
    known = Authentication(
        signature.auth_method, signature.auth_at or signature.at, signature.session
    )
    return _part(
        "Как установлена личность",
        ("Учётная запись", f"№ {user.pk}, {user.email}"),
        ("Чем подтверждён вход", known.in_words or _NOT_KEPT),
        (
            "Когда подтверждён",
            _moment(signature.auth_at) if signature.auth_at else _NOT_KEPT,
        ),
        Fact("Отпечаток сеанса", signature.session or _NOT_KEPT, is_code=True),
        ("Сетевой адрес", signature.ip or _NOT_KEPT),
        ("Программа", signature.user_agent or _NOT_KEPT),
    )


def _paper(signature: Signature) -> Part:
    original: PaperOriginal | None = getattr(signature, "original", None)
    day = f"{signature.signed_on:%d.%m.%Y}" if signature.signed_on else _NOT_KEPT
    scan = f"{original.name}, {original.media_type}, {original.size} байт" if original else "нет"
    return _part(
        "Подпись на бумаге",
        ("Документ на бумаге", signature.basis),
        ("Когда подписан", day),
        ("Кто внёс запись", f"{signature.recorded_by_name}, {signature.user.email}"),
        ("Скан", scan),
        Fact("SHA-256 скана", original.sha256 if original else "", is_code=True),
        ("Сетевой адрес записавшего", signature.ip or _NOT_KEPT),
    )


def _rules(signature: Signature) -> Part:
    if not signature.rules_version:
        why = (
            "Для возврата на доработку принимать правила не нужно."
            if signature.decision == Decision.RETURNED
            else "Когда ставили эту подпись, правил в портале ещё не было."
        )
        return _part("Правила электронной подписи", ("Версия", why))
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
        return _part(
            "Правила электронной подписи",
            ("Версия", signature.rules_version),
            ("Приняты", "записи о принятии нет"),
        )
    rules = accepted.rules
    return _part(
        "Правила электронной подписи",
        ("Версия", f"{rules.version}, введена в действие {_moment(rules.published_at)}"),
        Fact("Хеш записи правил", rules.hash, is_code=True),
        ("Приняты", f"{_moment(accepted.at)}, {accepted.name}"),
        Fact("Хеш записи о принятии", accepted.hash, is_code=True),
    )


def _record(signature: Signature) -> Part:
    return _part(
        "Запись в журнале подписей",
        ("Номер записи", f"{signature.pk} в цепочке «{name_of(Signature, signature.plan_id)}»"),
        Fact("Хеш записи", signature.hash, is_code=True),
        Fact("Хеш предыдущей", signature.previous, is_code=True),
        (
            "Как проверить",
            _HOW_TO_HASH.format(RECORD_FILE) + _IN_RECORD,
        ),
    )


def _seal(signature: Signature) -> Part:
    seal = seal_over(signature)
    if seal is None:
        words = "Записи ещё не опечатаны: портал делает это раз в сутки."
        return _part("Контрольная сумма журнала", ("Печать", words))
    number = Seal.objects.filter(institution=seal.institution_id, pk__lte=seal.pk).count()
    return _part(
        "Контрольная сумма журнала",
        ("Печать", f"№ {number} от {_moment(seal.at)}"),
        Fact("Контрольная сумма", seal.digest, is_code=True),
        ("Подпись печати (Ed25519)", "верна" if seal_holds(seal) else "НЕ ВЕРНА"),
        Fact("Открытый ключ печати", seal.key, is_code=True),
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


def _attached(signature: Signature, *, is_whole: bool) -> tuple[AttachedFile, ...]:
    """The record, and the signed words where they can be trusted."""
    record = AttachedFile(
        RECORD_FILE,
        "Запись о подписи: SHA-256 этого файла — хеш записи",
        text_of_row(signature).encode(),
        signature.at,
    )
    if not is_whole:
        return (record,)
    content = AttachedFile(
        CONTENT_FILE,
        "Подписанное содержание: SHA-256 этого файла — отпечаток редакции",
        fingerprinted_bytes(signature.edition.content),
        signature.edition.made_at,
    )
    return record, content


def _part(heading: str, *facts: Fact | tuple[str, str]) -> Part:
    """A part of the lines that say something."""
    return Part(heading, tuple(_said(facts)))


def _said(facts: tuple[Fact | tuple[str, str], ...]) -> Iterator[Fact]:
    for one in facts:
        fact = one if isinstance(one, Fact) else Fact(one[0], set_type(one[1]))
        if fact.words:
            yield fact


def _office(office: Office) -> str:
    place = str(office.association or office.institution)
    until = f" по {office.until:%d.%m.%Y}" if office.until else ""
    basis = f", {office.basis}" if office.basis else ""
    return (
        f"{office.get_role_display()}: {office.position} ({place}),"
        f" с {office.since:%d.%m.%Y}{until}{basis}"
    )


def _step(signature: Signature) -> str:
    """Which of the decisions on the edition this one is."""
    before = signature.edition.signatures.filter(pk__lte=signature.pk).count()
    return f"решение {before} по этой редакции"


def _moment(at: dt.datetime) -> str:
    """«16.01.2027 в 14:05:09 (UTC+7)»."""
    local = timezone.localtime(at)
    return f"{local:%d.%m.%Y} в {local:%H:%M:%S} ({zone_in_words(local)})"
