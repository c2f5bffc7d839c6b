"""Reads all stored terms again, for use after a change of the grammar of terms."""

from typing import Any

from django.core.management.base import BaseCommand

from events.drafting.rules.occurrences import refresh_plan
from events.models import Plan


class Command(BaseCommand):
    """`refresh_occurrences`: a second run changes nothing."""

    help = "Перечитывает сроки всех планов и обновляет даты проведения."

    def handle(self, **_options: Any) -> None:
        plans = changed = 0
        for plan in Plan.objects.order_by("pk").iterator():
            plans += 1
            changed += refresh_plan(plan)
        self.stdout.write(f"Планов: {plans}. Строк с новым прочтением срока: {changed}.")
