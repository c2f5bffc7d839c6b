"""Keeping and forgetting common remarks."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from events.models import CommonRemark
from events.remarks.rules.common import NO_TEXT, TOO_LONG, forget_common_remark, keep_common_remark


def test_wording_is_kept_once(cast):
    by = cast.actor("curator")
    one = keep_common_remark(text="Уточните  срок.\n", for_all=False, by=by)
    assert one == keep_common_remark(text="Уточните срок.", for_all=False, by=by)
    assert (one.text, one.owner) == ("Уточните срок.", cast.user("curator"))


@pytest.mark.parametrize(("text", "why"), [(" ", NO_TEXT), ("я" * 501, TOO_LONG)])
def test_empty_and_long_wordings_are_refused(cast, text, why):
    with pytest.raises(ValidationError, match=why):
        keep_common_remark(text=text, for_all=False, by=cast.actor("curator"))


def test_only_staff_keeps_one_for_all(cast):
    with pytest.raises(PermissionDenied, match="методист"):
        keep_common_remark(text="Для всех.", for_all=True, by=cast.actor("curator"))
    assert (
        keep_common_remark(text="Для всех.", for_all=True, by=cast.actor("methodist")).owner is None
    )


@pytest.mark.parametrize("who", ["superuser", "unplaced"])
def test_without_an_office_nothing_is_kept(cast, who):
    with pytest.raises(PermissionDenied, match="должность"):
        keep_common_remark(text="Для себя.", for_all=False, by=cast.actor(who))


def test_only_ones_own_is_forgotten(cast):
    own = keep_common_remark(text="Уточните срок.", for_all=False, by=cast.actor("curator"))
    shared = keep_common_remark(text="Нет отчёта.", for_all=True, by=cast.actor("methodist"))
    for one, who in ((own, "methodist"), (shared, "curator")):
        with pytest.raises(PermissionDenied):
            forget_common_remark(common=one, by=cast.actor(who))
    forget_common_remark(common=own, by=cast.actor("curator"))
    assert list(CommonRemark.objects.all()) == [shared]
