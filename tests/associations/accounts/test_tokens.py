"""Links that set a password: how long they live."""

import datetime as dt

import pytest

from associations.accounts.tokens import LinkTokens
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db


class Later(LinkTokens):
    """Tokens, looked at so much later."""

    def __init__(self, **ago):
        super().__init__()
        self.ago = dt.timedelta(**ago)

    def _now(self):
        return super()._now() + self.ago


@pytest.mark.parametrize(
    ("password", "age", "lives"),
    [
        (None, {"days": 13, "hours": 23}, True),
        (None, {"days": 14, "hours": 1}, False),
        (PASSWORD, {"hours": 23}, True),
        (PASSWORD, {"hours": 25}, False),
    ],
)
def test_invitation_outlasts_a_holiday_and_a_reset_does_not(password, age, lives):
    user = make_user("anna@example.org", password)
    if password is None:
        user.set_unusable_password()
        user.save()
    token = LinkTokens().make_token(user)
    assert Later(**age).check_token(user, token) is lives


@pytest.mark.parametrize("token", [None, "", "x", "abc-def", "-", "é-é"])
def test_what_is_no_token_is_refused(token):
    assert not LinkTokens().check_token(make_user("anna@example.org", PASSWORD), token)
    assert not LinkTokens().check_token(None, token)
