"""When failed sign-ins shut the door: one who guesses spreads them over names or over addresses.

Knows counts of failures and the settings' limits; passwords and accounts are not known here.
"""

from typing import Any

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_client_username
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Q, Sum
from django.http import HttpRequest


class SignInLock(AxesDatabaseHandler):  # type: ignore[misc]
    """Axes counts a name from an address; here a name and an address count by themselves too.

    Not by AXES_LOCKOUT_PARAMETERS: those share one limit, and a success would forgive the whole
    address, so that whoever has an account could guess on for ever.
    """

    def get_failures(self, request: HttpRequest, credentials: Any = None) -> int:
        """Give the failures of the name from this address, or the limit where one alone is over."""
        recent = AccessAttempt.objects.filter(attempt_time__gte=get_cool_off_threshold(request))
        name = Q(username=get_client_username(request, credentials))
        address = Q(ip_address=request.axes_ip_address)  # type: ignore[attr-defined]
        counted = recent.aggregate(
            both=Sum("failures_since_start", filter=name & address, default=0),
            name=Sum("failures_since_start", filter=name, default=0),
            address=Sum("failures_since_start", filter=address, default=0),
        )
        if (
            counted["name"] >= settings.SIGN_IN_FAILURES_OF_A_NAME
            or counted["address"] >= settings.SIGN_IN_FAILURES_FROM_AN_ADDRESS
        ):
            return max(int(counted["both"]), settings.AXES_FAILURE_LIMIT)
        return int(counted["both"])
