from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from associations.models import Institution
from events.models import Plan


@pytest.mark.django_db
def test_demo_is_refused_where_debugging_is_off_until_it_is_forced():
    with pytest.raises(CommandError, match="--force"):
        call_command("load_demo")
    assert not Institution.objects.exists()
    out = StringIO()
    call_command("load_demo", "--force", stdout=out)
    assert "plany.example" in out.getvalue()
    assert Plan.objects.count() == 10
