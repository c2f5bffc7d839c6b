"""The protocol of one signature for a court: who signed what, when and how, and whether it holds.

It is made of the record alone, so that it can be checked without the portal: the PDF carries the
record and the signed words as files whose SHA-256 are the hashes that it prints.
"""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.utils import timezone

from associations.accounts.authentication import Authentication
from associations.actor import Actor
from associations.models import Office, User
from events.models import DetachedSignature, Edition, PaperOriginal, Plan, Signature, Withdrawal
from events.signoff.queries.edition_status import edition_status
from events.signoff.queries.verify import Damage
from plans_portal.lib.typography import set_type
from reports.issuing.protocol_proof import (
    HOW_TO_CHECK_WORDS,
    Entry,
    Part,
    attached_files,
    moment,
    part_of,
    record_part,
    rules_part,
    seal_part,
)
from reports.issuing.queries import address_of, verify
from reports.paper.document import AttachedFile

WHOLE: Final = "Запись цела"
DAMAGED: Final = "Запись повреждена"
_NOT_KEPT: Final = "не записано"
_SIMPLE: Final = (
    "Простая электронная подпись (статьи 5, 6 и 9 Федерального закона от 06.04.2011 № 63-ФЗ"
    " «Об электронной подписи»)"
)
_NOT_ATTACHED: Final = "Записи плана повреждены, поэтому слова документа к протоколу не приложены."
_BY_HAND: Final = "Собственноручная подпись на бумаге, запись о ней внёс оператор"


@dataclass(frozen=True, slots=True)
class Protocol:
    """All that the paper says; `attached` are the files inside it, `withdrawn` is a sentence."""

    heading: str
    title: str
    made: str
    damages: tuple[Damage, ...]
    parts: tuple[Part, ...]
    decisions: tuple[Signature, ...]
    signature: Signature
    attached: tuple[AttachedFile, ...]
    withdrawn: str = ""

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
        "detached",
        "withdrawal",
        "carried_from__edition",
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
        *(() if signature.on_paper else (rules_part(signature),)),
        record_part(signature),
        seal_part(signature),
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
        made=f"Составлен {moment(now)}. Составил: {who}.",
        damages=damages,
        parts=tuple(part for part in parts if part.facts),
        decisions=tuple(
            signature.edition.signatures.select_related("withdrawal").order_by("at", "id")
        ),
        signature=signature,
        attached=attached_files(signature, None if damages else signed_edition(signature)),
        withdrawn=_withdrawn_in_words(signature),
    )


def _operator(signature: Signature) -> Part:
    institution = signature.plan.association.institution
    return part_of(
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
    return part_of(
        "Что подписано",
        ("Документ", edition.title_line),
        ("Объединение", plan.association.name),
        ("Редакция", f"№ {edition.number}, период: {plan.period.label()}"),
        ("Отправлена", f"{moment(edition.made_at)}, {edition.made_by_name}"),
        ("Состояние редакции", status.words if status else ""),
        ("С какого времени", moment(since) if since else ""),
        ("Страница проверки", settings.PUBLIC_ADDRESS + address_of(edition) if since else ""),
        Entry("SHA-256 содержания", edition.sha256, is_code=True),
        ("Решение принято под", _carried(signature)),
        Entry("SHA-256, который подписан", signature.sha256, is_code=True),
        ("Как проверить", HOW_TO_CHECK_WORDS if is_whole else _NOT_ATTACHED),
    )


def _decision(signature: Signature) -> Part:
    signed = signature.signed
    office, substitution = signature.office, signature.substitution
    return part_of(
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
        *_withdrawn(signature),
        ("Записано" if signature.on_paper else "Подписано", moment(signature.at)),
        ("Время по Гринвичу (UTC)", f"{signature.at.astimezone(dt.UTC):%d.%m.%Y %H:%M:%S.%f}"),
        Entry("Ключ подписи", str(signature.key), is_code=True),
        ("Порядок решений", _step(signature)),
    )


def _identity(signature: Signature) -> Part:
    known = Authentication(
        signature.auth_method, signature.auth_at or signature.at, signature.session
    )
    return part_of(
        "Как установлена личность",
        ("Учётная запись", _account(signature) or "нет: решение принято по одноразовой ссылке"),
        ("Куда послана ссылка", signature.link_address),
        ("Кто послал ссылку", signature.recorded_by_name if signature.link_address else ""),
        ("Чем подтверждён вход", known.in_words or _NOT_KEPT),
        (
            "Когда подтверждён",
            moment(signature.auth_at) if signature.auth_at else _NOT_KEPT,
        ),
        Entry("Отпечаток сеанса", signature.session or _NOT_KEPT, is_code=True),
        ("Сетевой адрес", signature.ip or _NOT_KEPT),
        ("Программа", signature.user_agent or _NOT_KEPT),
    )


def _paper(signature: Signature) -> Part:
    original: PaperOriginal | None = getattr(signature, "original", None)
    detached: DetachedSignature | None = getattr(signature, "detached", None)
    day = f"{signature.signed_on:%d.%m.%Y}" if signature.signed_on else _NOT_KEPT
    scan = f"{original.name}, {original.media_type}, {original.size} байт" if original else "нет"
    return part_of(
        "Подпись на бумаге",
        ("Документ на бумаге", signature.basis),
        ("Когда подписан", day),
        ("Кто внёс запись", f"{signature.recorded_by_name}, {_account(signature)}"),
        ("Скан", scan),
        Entry("SHA-256 скана", original.sha256 if original else "", is_code=True),
        ("Открепленная подпись", _file(detached) if detached else ""),
        Entry("SHA-256 открепленной подписи", detached.sha256 if detached else "", is_code=True),
        ("Сетевой адрес записавшего", signature.ip or _NOT_KEPT),
    )


def _file(detached: DetachedSignature) -> str:
    return f"{detached.name}, {detached.size} байт; портал её не проверял"


def signed_edition(signature: Signature) -> Edition:
    """The edition whose words the person saw: an earlier one where the agreement was carried."""
    return signature.carried_from.edition if signature.carried_from else signature.edition


def _carried(signature: Signature) -> str:
    origin = signature.carried_from
    if origin is None:
        return ""
    number = origin.edition.number
    why = signature.carried_words.removeprefix(f"в редакции {number}").lstrip(",; ")
    return f"редакцией {number} и остаётся в силе: {why}. Ключ той подписи: {origin.key}"


def _withdrawn(signature: Signature) -> tuple[Entry, ...]:
    withdrawal: Withdrawal | None = getattr(signature, "withdrawal", None)
    if withdrawal is None:
        return ()
    why = f": {withdrawal.reason}" if withdrawal.reason else ""
    words = f"{moment(withdrawal.at)}, {withdrawal.by_name}{why}"
    return (
        Entry("Решение отозвано", set_type(words)),
        Entry("Хеш записи об отзыве", withdrawal.hash, is_code=True),
    )


def _withdrawn_in_words(signature: Signature) -> str:
    """What the reader must not miss above all parts: the record is whole, but decides nothing."""
    withdrawal: Withdrawal | None = getattr(signature, "withdrawal", None)
    return f"Решение отозвано {moment(withdrawal.at)} и не действует." if withdrawal else ""


def _account(signature: Signature) -> str:
    """The account; nothing where somebody without one has signed."""
    user: User | None = signature.user
    return f"№ {user.pk}, {user.email}" if user else ""


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
