"""The tag that finds the import session of a draft."""

from types import SimpleNamespace

import pytest
from django.template import Context

from reports.imports.rules.uploads import upload
from reports.imports.rules.wizard import make_draft
from reports.templatetags.import_session import import_session_of
from tests.reports.recognition.recognised import HEAD
from tests.reports.sources.word_samples import plan

pytestmark = pytest.mark.django_db


def test_draft_leads_only_its_maker_to_the_file(cast, django_assert_num_queries):
    by = cast.actor("chair")
    data = plan([HEAD, ["1", "Слёт", "май", "Методист"]])
    made = upload(data=data, name="план.docx", by=by)
    draft = make_draft(import_session=made, by=by)
    own, other = (SimpleNamespace(actor=one) for one in (by, cast.actor("methodist")))
    with django_assert_num_queries(1):
        assert import_session_of(Context({"request": own}), draft) == made
    assert import_session_of(Context({"request": other}), draft) is None
