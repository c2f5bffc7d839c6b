"""Reads a plan from a file of any kind, prints what was recognised, and may store it."""

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand
from django.db import DataError, OperationalError, ProgrammingError, transaction
from django.utils import timezone

from associations.actor import Actor
from associations.models import Association, Institution
from associations.vocabulary import AssociationKind
from events.checks import Finding, with_uids
from events.drafting.queries.inspection import findings_of_content
from events.drafting.rules.importing import import_content
from events.models import Plan
from events.plan.codec import ContentError, fingerprint, to_json
from events.plan.content import AssociationContent
from events.plan.heading import title_line
from events.plan.vocabulary import Verb
from reports.imports.queries.recognised import CONFIDENT
from reports.imports.queries.wizard_page import KIND_NAMES
from reports.imports.rules.drafts import NO_PERIOD, TOO_LARGE, recognise_file, sentence_of
from reports.recognition import Recognised, recognised_as_json
from reports.recognition.result import WordCount
from reports.sources.docx.parts import MAX_FILE_BYTES
from reports.sources.source_document import SourceError

REFUSED = 2
FACTS = {
    "table": "План",
    "period": "Период",
    "association": "Чей план",
    Verb.AGREE: "Согласование",
    Verb.APPROVE: "Утверждение",
    Verb.CLOSE: "Подпись",
}


class Command(BaseCommand):
    """`import_plan FILE [--association ID] [--save] [--json]`."""

    help = "Читает план из файла (.docx, .xlsx, .json …) и показывает, что распознано."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="файл с планом")
        parser.add_argument("--association", type=int, help="номер объединения, чей это план")
        parser.add_argument("--save", action="store_true", help="сохранить черновиком")
        parser.add_argument("--json", action="store_true", help="напечатать план в JSON")

    def handle(self, *, file: Path, association: int | None, **options: Any) -> None:
        try:
            found = _read(file)
            owner = _association(association) if association is not None else None
            if owner is not None:
                whose = AssociationContent(AssociationKind(owner.kind), owner.name)
                found = replace(found, content=replace(found.content, association=whose))
            plan = _save(found, owner) if options["save"] else None
        except (SourceError, ContentError) as error:
            self._refuse(str(error))
        except ValidationError as error:
            self._refuse(sentence_of(error))
        except DataError:
            self._refuse("В плане есть знаки или числа, которых база данных не хранит.")
        except (OperationalError, ProgrammingError):
            self._refuse("База данных не готова: сначала выполните manage.py migrate.")
        else:
            self._show(found, plan, owner, as_values=options["json"])

    def _refuse(self, sentence: str) -> None:
        self.stderr.write(sentence)
        sys.exit(REFUSED)

    def _show(
        self,
        found: Recognised,
        plan: Plan | None,
        owner: Association | None,
        *,
        as_values: bool,
    ) -> None:
        # A plan that isn't stored has no uids, so its rows get theirs by place.
        checked = findings_of_content(with_uids(found.content), plan.association if plan else owner)
        if as_values:
            noticed = recognised_as_json(found)
            values = {
                **to_json(found.content),
                **noticed,
                "findings": [*noticed["findings"], *map(_as_value, checked)],
                "fingerprint": fingerprint(found.content),
            }
            # The JSON is one line where the plan's number follows, so that scripts can split them.
            self.stdout.write(json.dumps(values, ensure_ascii=False, indent=None if plan else 2))
        else:
            self.stdout.write(_summary(found))
            for one in checked:
                self.stdout.write(f"Проверка: {one.text}")
        if plan is not None:
            self.stdout.write(str(plan.pk))


def _as_value(one: Finding) -> dict[str, str]:
    """A finding of the check in the shape of the reading's findings, with its code."""
    place = f"строка {one.row}" if one.row else ""
    return {"text": one.text, "place": place, "code": one.code, "severity": one.severity}


def _read(file: Path) -> Recognised:
    try:
        if file.stat().st_size > MAX_FILE_BYTES:
            raise SourceError(TOO_LARGE)
        data = file.read_bytes()
    except OSError as error:
        raise SourceError(f"Файл «{file}» не удалось открыть: проверьте путь к нему.") from error
    return recognise_file(data, file.name)


def _association(pk: int) -> Association:
    owner = Association.objects.filter(pk=pk).first()
    if owner is None:
        raise ValidationError(f"Объединения с номером {pk} нет.")
    return owner


@transaction.atomic
def _save(found: Recognised, owner: Association | None) -> Plan:
    content = found.content
    if not content.period.starts:
        raise ValidationError(NO_PERIOD)
    owner = owner or _found_or_made(content.association, found.name_genitive)
    actor = Actor(timezone.localdate(), "Сервер портала")
    return import_content(association=owner, content=content, by=actor, trusted=True)


def _found_or_made(whose: AssociationContent, genitive: str) -> Association:
    """The association of this name, ignoring letter case, else a new one."""
    names = {name.casefold() for name in (whose.name, genitive) if name}
    for association in Association.objects.order_by("pk"):
        if names & {association.name.casefold(), association.name_genitive.casefold()}:
            return association
    if not whose.name or not whose.kind:
        raise ValidationError(
            "Из заголовка не понять, чей это план: укажите объединение через --association."
        )
    institution = Institution.objects.order_by("pk").first()
    if institution is None:
        institution = Institution.objects.create(
            name="Институт развития образования", short_name="ИРО"
        )
    association = Association(
        institution=institution, kind=whose.kind, name=whose.name, name_genitive=genitive
    )
    association.full_clean()
    association.save(force_insert=True)
    return association


def _counted(words: WordCount) -> str:
    summary = (
        f"Слов в файле: {words.source} = в плане {words.placed} + без места {words.unplaced}"
        f" + номера и повторы {words.left_off}"
    )
    return summary if words.is_whole else f"{summary}. ПОТЕРЯНО: {words.lost}"


def _summary(found: Recognised) -> str:
    content = found.content
    sections = list(content.all_sections())
    rows = sum(len(section.events) for section in sections)
    lines = [
        f"Заголовок: {title_line(content.title) or 'не найден'}",
        f"Объединение: {content.association.name or 'не найдено'}",
        f"Период: {content.period.starts or '?'} – {content.period.ends or '?'}",
        f"Форма: {content.layout.name}",
        f"Разделов: {len(sections)}, строк: {rows}, подписей: {len(content.steps)}",
    ]
    lines += [
        f"{FACTS[one.what]}: {one.value or 'не найдено'}, уверенность {one.confidence:.0%}"
        f" ({one.reason})"
        for one in found.facts
    ]
    lines += [
        f"Графа «{one.heading}»: {one.role}, уверенность {one.confidence:.0%} ({one.reason})"
        for one in found.columns
    ]
    lines += [f"Замечание ({one.place}): {one.text}" for one in found.findings]
    lines += [f"Не нашло места ({one.place}): {one.text}" for one in found.unplaced]
    lines += [
        f"Таблица {one.table}, строка {one.row + 1}: {KIND_NAMES[one.kind].lower()},"
        f" уверенность {one.confidence:.0%} ({one.reason})"
        for one in found.rows
        if one.confidence < CONFIDENT
    ]
    if found.words.source:
        lines.append(_counted(found.words))
    return "\n".join(lines)
