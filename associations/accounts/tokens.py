"""Links that set a password: how long they live."""

from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.utils.http import base36_to_int

from associations.models import User


class LinkTokens(PasswordResetTokenGenerator):
    """Tokens of Django, which work once.

    A link for the first password, so an invitation, lives for `PASSWORD_RESET_TIMEOUT`: it must
    outlast a holiday. One for another password lives for `PASSWORD_LETTER_TIMEOUT`.
    """

    def check_token(self, user: User | None, token: str | None) -> bool:
        """Tell whether the token was made for this user, and is neither used nor too old."""
        if user is None or token is None or not super().check_token(user, token):
            return False
        if not user.has_usable_password():
            return True
        made = base36_to_int(token.partition("-")[0])
        age = self._num_seconds(self._now()) - made
        return bool(age <= settings.PASSWORD_LETTER_TIMEOUT)


link_tokens = LinkTokens()
