"""Brings a plan in from a file: recognises it, stores it as a draft, keeps what found no place.

It knows which files can be read and in what words they are refused; how a plan is recognised and
how a draft is written it leaves to others.
"""

import json
from collections.abc import Iterable
from datetime import date
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from associations.actor import Actor
from associations.models import Association
from events.drafting.queries.stored_content import layout_content
from events.drafting.rules.importing import import_content
from events.models import Layout, Plan, Remark
from events.plan.codec import ContentError, from_json
from events.plan.content import LayoutContent, PlanContent
from events.plan.period import objection_to_days
from reports.office_files.docx import read_back, words_of
from reports.paper.completeness_check import missing_from
from reports.paper.document import document_of
from reports.recognition import Recognised, recognise
from reports.sources import read_source
from reports.sources.docx import WordFile

NO_PERIOD: Final = "В файле не найден период плана: допишите год в заголовок."
TOO_LARGE: Final = "Файл слишком велик: план занимает не больше 20 МБ."

# Places that look otherwise once somebody has signed.
_OF_SIGNATURES: Final = ("гриф", "подпись", "лист согласования")

FIELDS = {
    "title": "мероприятие или заголовок",
    "term": "срок",
    "text": "ответственный или вопрос повестки",
    "number": "номер",
    "lead_in": "подзаголовок",
    "heading": "заголовок",
    "position": "должность",
    "name": "имя или название",
    "act": "приказ или протокол",
    "date_line": "строка даты",
    "city": "город",
}


def recognise_file(data: bytes, name: str) -> Recognised:
    """The plan in a Word file, or in our own JSON where the name ends so.

    Raises:
        WordFileError, ContentError: the file cannot be read as a plan; a sentence says why.

    """
    source = source_of(data, name)
    if isinstance(source, PlanContent):
        return Recognised(source)
    return recognise(source, known_layouts())


def source_of(data: bytes, name: str) -> WordFile | PlanContent:
    """The paragraphs and tables of a file, or the plan itself where the file is our own.

    Raises:
        WordFileError, ContentError: the file cannot be read; a sentence says why.

    """
    if name.casefold().endswith(".json"):
        return _from_json(data)
    word = read_source(data, name)
    return _enclosed(word) or word


def known_layouts() -> tuple[LayoutContent, ...]:
    """The layouts of the portal whose shape a file may have."""
    built_in = Layout.objects.filter(institution__isnull=True).order_by("pk")
    return tuple(layout_content(layout) for layout in built_in)


@transaction.atomic
def bring_in(
    *,
    association: Association,
    content: PlanContent,
    doubts: Iterable[tuple[str, int | None]],
    by: Actor,
) -> Plan:
    """Store what was recognised as a draft; each doubt becomes an open remark.

    A doubt may name the row that it is about: its number among all rows of all sections, from 0.

    Raises:
        PermissionDenied: the actor does not write this association's plans.
        ValidationError: no period was found, there is such a plan already, a value does not fit.

    """
    if not content.period.starts:
        raise ValidationError(NO_PERIOD)
    plan = import_content(association=association, content=content, by=by)
    # Rows are written in the order of the content.
    rows = dict(
        enumerate(plan.events.filter(parent=None).order_by("pk").values_list("uid", flat=True))
    )
    if by.user_id is not None:
        Remark.objects.bulk_create(
            Remark(
                plan=plan,
                event_uid="" if row is None else rows.get(row, ""),
                text=text,
                made_at=timezone.now(),
                made_by_id=by.user_id,
                made_by_name="Чтение файла",
            )
            for text, row in doubts
        )
    return plan


def sentence_of(error: ValidationError) -> str:
    """The refusal in one line, each field named where it is known."""
    if not hasattr(error, "error_dict"):
        return " ".join(error.messages)
    named = []
    for name, messages in error.message_dict.items():
        words = " ".join(messages)
        named.append(words if name == "__all__" else f"Поле «{FIELDS.get(name, name)}»: {words}")
    return " ".join(named)


def _enclosed(word: WordFile) -> PlanContent | None:
    """The plan that a Word file of our own encloses, if the file still shows the same words.

    Whoever changed a word in it is read as everybody else is; and what is enclosed must be seen.
    """
    if word.enclosed is None:
        return None
    read = read_back(word)
    if words_of(read) != word.enclosed.words:
        return None
    try:
        content = _from_json(word.enclosed.data.encode())
    except ContentError:
        return None
    unseen = missing_from(document_of(content, status=Plan.Status.DRAFT), read)
    # Stamps change with their signatures; the rest has to be there word for word.
    return content if all(one.place.startswith(_OF_SIGNATURES) for one in unseen) else None


def _from_json(data: bytes) -> PlanContent:
    try:
        values = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise ContentError("Файл JSON повреждён: его не удалось прочесть.") from error
    if not isinstance(values, dict):
        raise ContentError("Это не план портала: в файле JSON ждали объект.")
    content = from_json(values)
    days = [date.fromisoformat(day) for day in (content.period.starts, content.period.ends) if day]
    if days and (objection := objection_to_days(days[0], days[-1])):
        raise ContentError(objection)
    return content
