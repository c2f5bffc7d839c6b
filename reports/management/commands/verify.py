"""Proves that plans, editions, signatures, issued files, chains and seals are as they were written.

Exit code 0 where all is true, 1 where something is false: each is named in a line.
"""

import argparse
import sys
from typing import Any

from django.core.management.base import BaseCommand

from associations.models import Institution
from events.models import Plan
from events.signoff.queries.verify import last_seal, verify_institution
from reports.issuing.queries import verify

FALSE, REFUSED = 1, 2


class Command(BaseCommand):
    """`verify [PLAN]`."""

    requires_system_checks = ()

    help = "Сверяет планы, редакции, подписи, выданные файлы, цепочки и печати журнала."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("plan", type=int, nargs="?", help="номер плана; без него — все")

    def handle(self, *, plan: int | None, **_: Any) -> None:
        plans = Plan.objects.order_by("pk")
        if plan is not None:
            plans = plans.filter(pk=plan)
            if not plans.exists():
                self.stderr.write(f"Плана с номером {plan} нет.")
                sys.exit(REFUSED)
        seen = false = 0
        for one in plans.iterator(50):
            lines = [f"План {one.pk}: {damage.words}" for damage in verify(one)]
            false += self._tell(lines)
            seen += 1
        if plan is None:
            for institution in Institution.objects.order_by("pk"):
                seals = verify_institution(institution)
                false += self._tell([f"{institution}: {damage.words}" for damage in seals])
                if (seal := last_seal(institution.pk)) is not None:
                    self.stdout.write(f"{institution}. {seal.words}")
        self.stdout.write(f"Сверено планов: {seen}. Не сходится: {false}.")
        if false:
            sys.exit(FALSE)

    def _tell(self, lines: list[str]) -> int:
        for line in lines:
            self.stdout.write(line)
        return len(lines)
