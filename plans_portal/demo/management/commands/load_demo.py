"""`manage.py load_demo`: an invented region with plans at every stage, and an account a role.

A second run only prints the accounts.
"""

import argparse
import datetime as dt
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from associations.models import Institution
from plans_portal.demo import cast, scenery, story
from plans_portal.demo.queue import MOST
from plans_portal.lib.public_address import is_own_machine

# Plans that wait for the director beside those of the story.
FEW: Final = 4
HEADINGS = ("Роль", "Имя", "Электронная почта")


class Command(BaseCommand):
    """Makes the demo once and prints its accounts."""

    help = "Создаёт вымышленный регион с планами на всех этапах и печатает учётные записи."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "--today",
            type=dt.date.fromisoformat,
            help="день, относительно которого строятся периоды (ГГГГ-ММ-ДД); обычно сегодня",
        )
        parser.add_argument(
            "--force", action="store_true", help="создать и там, где портал уже заполнен"
        )

        parser.add_argument(
            "--queue",
            type=int,
            default=FEW,
            help=f"сколько ещё объединений ждут директора, до {MOST}; обычно {FEW}",
        )

    def handle(
        self, *_: Any, today: dt.date | None, force: bool, queue: int = FEW, **__: Any
    ) -> None:
        if not scenery.is_set_up():
            if (objection := _objection()) and not force:
                raise CommandError(
                    f"{objection}, а пароль демонстрационных учётных записей известен всем. Если"
                    " это учебная установка, добавьте --force."
                )
            day = today or timezone.localdate()
            story.make_demo(day, queue)
        self.stdout.write(_table(cast.accounts()))
        self.stdout.write(f"\nПароль у всех один: {cast.PASSWORD}")


def _objection() -> str:
    """Why this looks like a portal in use, or an empty text."""
    if Institution.objects.exists():
        return "В портале уже есть институт"
    if not settings.LOCAL and not is_own_machine(settings.PUBLIC_ADDRESS):
        return f"Портал открыт по адресу {urlsplit(settings.PUBLIC_ADDRESS).hostname}"
    return ""


def _table(accounts: list[cast.Account]) -> str:
    lines = [(one.role, one.name, one.email) for one in accounts]
    # The role comes last: it is the only one that may be long.
    ordered = [(email, name, role) for role, name, email in (HEADINGS, *lines)]
    widths = [max(len(line[column]) for line in ordered) for column in (0, 1)]
    return "\n".join(
        f"{email:<{widths[0]}}  {name:<{widths[1]}}  {role}" for email, name, role in ordered
    )
