"""Gives a role of PostgreSQL the rights by which a running portal works, and no others."""

import argparse
import sys
from typing import Any

from django.core.management.base import BaseCommand

from plans_portal.lib.runtime_role import grant, objection_to_role

REFUSED = 2


class Command(BaseCommand):
    """`grant_role ROLE`."""

    requires_system_checks = ()

    help = (
        "Даёт роли PostgreSQL права, с которыми работает портал: без владения таблицами. Выполняет"
        " владелец таблиц, после каждого migrate."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("role", help="роль, от имени которой работает портал")

    def handle(self, *, role: str, **_: Any) -> None:
        if objection := objection_to_role(role):
            self.stderr.write(objection)
            sys.exit(REFUSED)
        grant(role)
        self.stdout.write(f"Роль «{role}» читает и пишет, но таблицами не владеет.")
