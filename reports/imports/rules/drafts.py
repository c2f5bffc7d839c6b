"""Reads a file into a plan and stores it as a draft, with each doubt as a remark."""

from collections.abc import Iterable
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from associations.actor import Actor
from associations.models import Association
from events.drafting.rules.importing import import_content
from events.models import Plan, Remark
from events.plan.codec import from_bytes
from events.plan.content import PlanContent
from events.remarks.queries.places import at_row
from reports.imports.queries.recognised import known_layouts
from reports.office_files.docx.own_file import own_plan
from reports.recognition import Recognised, recognise
from reports.sources import read_source, within_limits
from reports.sources.source_document import SourceDocument

NO_PERIOD: Final = "В файле не найден период плана: допишите год в заголовок."
TOO_LARGE: Final = "Файл слишком велик: план занимает не больше 20 МБ."

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
    """Recognise the plan in a file of any kind, or read the portal's own JSON.

    Raises:
        SourceError, ContentError: the file cannot be read as a plan; a sentence says why.

    """
    source = source_of(data, name)
    if isinstance(source, PlanContent):
        return Recognised(source)
    return recognise(source, known_layouts())


def source_of(data: bytes, name: str) -> SourceDocument | PlanContent:
    """The paragraphs and tables of a file, or the plan itself where the portal wrote the file.

    Raises:
        SourceError, ContentError: the file cannot be read; a sentence says why.

    """
    if name.casefold().endswith(".json"):
        return from_bytes(data)
    word = read_source(data, name)
    return own_plan(word) or within_limits(word)


@transaction.atomic
def create_draft_from_import(
    *,
    association: Association,
    content: PlanContent,
    doubts: Iterable[tuple[str, int | None]],
    by: Actor,
) -> Plan:
    """Store what was recognised as a draft; each doubt becomes an open remark.

    A doubt may have the number of its row, counted through all sections from 0.

    Raises:
        PermissionDenied: the actor does not write this association's plans.
        ValidationError: no period was found, the plan exists already, a value does not fit.

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
                **at_row("" if row is None else rows.get(row, "")),
                is_doubt=True,
                text=text,
                made_at=timezone.now(),
                made_by_id=by.user_id,
                made_by_name="Чтение файла",
            )
            for text, row in doubts
        )
    return plan


def sentence_of(error: ValidationError) -> str:
    """The refusal in one line, with the names of its fields."""
    if not hasattr(error, "error_dict"):
        return " ".join(error.messages)
    named = []
    for name, messages in error.message_dict.items():
        words = " ".join(messages)
        named.append(words if name == "__all__" else f"Поле «{FIELDS.get(name, name)}»: {words}")
    return " ".join(named)
