"""What letters a person wants."""

from collections.abc import Iterable

from django.db import transaction

from associations.actor import Actor, signed_in
from associations.models import LetterSettings
from associations.vocabulary import HARMLESS


@transaction.atomic
def choose_letters(*, pace: str, switched_off: Iterable[str], by: Actor) -> LetterSettings:
    """Write down when a person wants letters, and which harmless ones not at all.

    Raises PermissionDenied where nobody is signed in, ValidationError for an unknown pace.
    """
    chosen, _is_new = LetterSettings.objects.select_for_update().get_or_create(
        user_id=signed_in(by)
    )
    off = set(switched_off)
    chosen.pace = pace
    chosen.switched_off = [kind.value for kind in HARMLESS if kind.value in off]
    chosen.full_clean()
    chosen.save(update_fields=["pace", "switched_off"])
    return chosen
