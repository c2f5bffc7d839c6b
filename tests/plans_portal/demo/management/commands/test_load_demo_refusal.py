from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from associations.models import Institution
from events.models import Plan
from tests.factories import make_institution


@pytest.mark.django_db
def test_demo_is_refused_in_a_portal_in_use_until_it_is_forced():
    make_institution()
    with pytest.raises(CommandError, match="--force"):
        call_command("load_demo")
    assert Institution.objects.count() == 1
    out = StringIO()
    call_command("load_demo", "--force", stdout=out)
    assert "plany.example" in out.getvalue()
    assert Plan.objects.count() == 10
