"""Prints the findings of a plan, as sentences or as JSON."""

import argparse
import json
import sys
from typing import Any

from django.core.management.base import BaseCommand

from events.checks import Finding
from events.drafting.queries.inspection import findings_of_plan
from events.models import Plan

BLOCKED = 1
REFUSED = 2

_NAMES = {"blocks": "Мешает отправке", "warns": "Обратите внимание"}


class Command(BaseCommand):
    """`check_plan ID [--json]`: 0 where the plan may be sent, 1 where something blocks it."""

    help = "Проверяет план и печатает, что в нём найдено."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        # As text, so that a wrong number gets our own message.
        parser.add_argument("plan", help="номер плана")
        parser.add_argument("--json", action="store_true", help="напечатать находки в JSON")

    def handle(self, *, plan: str, **options: Any) -> None:
        stored = _plan(plan)
        if stored is None:
            self.stderr.write(f"Плана с номером {plan} нет.")
            sys.exit(REFUSED)
        findings = findings_of_plan(stored)
        self.stdout.write(_as_json(findings) if options["json"] else _as_text(findings))
        if any(finding.blocks for finding in findings):
            sys.exit(BLOCKED)


def _plan(pk: str) -> Plan | None:
    # A database has no longer numbers.
    if not (pk.isascii() and pk.isdigit() and len(pk) < 18):  # noqa: PLR2004
        return None
    plans = Plan.objects.select_related("association__institution", "layout")
    return plans.filter(pk=int(pk)).first()


def _as_text(findings: tuple[Finding, ...]) -> str:
    if not findings:
        return "Замечаний нет."
    return "\n".join(f"{_NAMES[finding.severity]}: {finding.text}" for finding in findings)


def _as_json(findings: tuple[Finding, ...]) -> str:
    values = [
        {
            "code": finding.code,
            "severity": finding.severity,
            "text": finding.text,
            "uid": finding.uid,
            "field": finding.field,
            "row": finding.row,
            "repair": finding.repair.label if finding.repair else "",
        }
        for finding in findings
    ]
    return json.dumps(values, ensure_ascii=False, indent=2)
