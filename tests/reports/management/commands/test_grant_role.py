"""The command grant_role: grants, or says in a sentence why not."""

import pytest
from django.core.management import call_command

from reports.management.commands.grant_role import REFUSED
from tests.emptied import RUNTIME_ROLE, as_owner

pytestmark = pytest.mark.django_db


@pytest.mark.one_database("SQLite has no roles")
def test_there_are_no_roles_in_sqlite(capsys):
    with pytest.raises(SystemExit) as end:
        call_command("grant_role", RUNTIME_ROLE)
    assert end.value.code == REFUSED
    assert "только в PostgreSQL" in capsys.readouterr().err


@pytest.mark.postgres
def test_role_gets_its_rights(capsys):
    with as_owner():
        call_command("grant_role", RUNTIME_ROLE)
    assert "таблицами не владеет" in capsys.readouterr().out
