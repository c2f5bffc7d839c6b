"""Keeps and forgets common remarks (типовые замечания)."""

from typing import Final

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from associations.actor import Actor, signed_in
from events.models import CommonRemark
from events.remarks.queries.common import may_change
from plans_portal.lib.characters import normalize_values

NOT_STAFF: Final = "Общие типовые замечания института ведёт методист."
NO_PLACE: Final = "Типовые замечания ведут те, у кого есть должность в институте."
NOT_YOURS: Final = "Чужое типовое замечание удалить нельзя."
LONGEST: Final = 500
NO_TEXT: Final = "Напишите текст типового замечания."
TOO_LONG: Final = f"Типовое замечание не длиннее {LONGEST} знаков. Сократите его."


@transaction.atomic
def keep_common_remark(*, text: str, for_all: bool, by: Actor) -> CommonRemark:
    """Keep a wording for oneself or, by staff, for the whole institution; once.

    Raises:
        PermissionDenied: the actor has no office today, or is not staff.
        ValidationError: it is empty or too long.

    """
    account = signed_in(by)
    if by.institution_id not in by.institution_ids:
        raise PermissionDenied(NO_PLACE)
    if for_all and by.institution_id not in by.staff_institution_ids:
        raise PermissionDenied(NOT_STAFF)
    text = " ".join(normalize_values(text).split())
    if not text or len(text) > LONGEST:
        raise ValidationError({"text": TOO_LONG if text else NO_TEXT})
    owner = None if for_all else account
    kept, _ = CommonRemark.objects.get_or_create(
        institution_id=by.institution_id, owner_id=owner, text=text
    )
    return kept


@transaction.atomic
def forget_common_remark(*, common: CommonRemark, by: Actor) -> None:
    """Delete a wording; remarks that were written with it keep their words.

    Raises:
        PermissionDenied: it is somebody else's.

    """
    if not may_change(common, by):
        raise PermissionDenied(NOT_STAFF if common.owner_id is None else NOT_YOURS)
    CommonRemark.objects.filter(pk=common.pk).delete()
