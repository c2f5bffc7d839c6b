"""What letters a person wants."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from associations.letters.rules.choosing import choose_letters
from associations.models import LetterSettings


def test_choice_is_kept_and_changed(cast):
    by = cast.actor("curator")
    choose_letters(pace="daily", switched_off=["approved", "waits", "x"], by=by)
    chosen = choose_letters(pace="terms", switched_off=["recalled", "due"], by=by)
    assert (chosen.pace, chosen.switched_off) == ("terms", ["recalled"])
    assert LetterSettings.objects.count() == 1


def test_unknown_pace_is_refused(cast):
    with pytest.raises(ValidationError):
        choose_letters(pace="hourly", switched_off=[], by=cast.actor("curator"))


def test_nobody_chooses_nothing(cast):
    with pytest.raises(PermissionDenied):
        choose_letters(pace="daily", switched_off=[], by=cast.actor("anonymous"))
