"""What the views of office files share."""

from typing import Any

import pytest
from django.http import Http404
from django.test import RequestFactory

from reports.office_files.views.answers import file_answer, visible_plan
from tests.plans import make_plan


@pytest.mark.parametrize(("attachment", "kind"), [(True, "attachment"), (False, "inline")])
def test_file_has_its_name_and_is_kept_by_no_proxy(attachment, kind):
    answer = file_answer(b"data", "application/pdf", "план.pdf", attachment=attachment)
    assert answer["Content-Disposition"].startswith(f"{kind}; filename*=utf-8''%D0%BF")
    assert answer["Cache-Control"] == "private, no-cache"
    assert answer.content == b"data"


@pytest.mark.django_db
def test_plan_that_the_actor_may_not_see_is_not_found(cast):
    plan = make_plan(association=cast.association)
    request: Any = RequestFactory().get("/")
    request.actor = cast.actor("chair")
    assert visible_plan(request, plan.pk) == plan
    request.actor = cast.actor("stranger")
    with pytest.raises(Http404):
        visible_plan(request, plan.pk)
