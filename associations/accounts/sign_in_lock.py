"""Locks sign-in after too many failures of a name, of an address, or of both together."""

from typing import Any

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_client_username
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Q, Sum
from django.http import HttpRequest


class SignInLock(AxesDatabaseHandler):  # type: ignore[misc]
    """Axes counts a name from an address; here each of the two is also counted by itself.

    Not by AXES_LOCKOUT_PARAMETERS: those share one limit, and one success would clear the whole
    address, so anyone with an account could guess other passwords without end.
    """

    def get_failures(self, request: HttpRequest, credentials: Any = None) -> int:
        """Give the failures of the pair; at least the limit where one of them alone is over."""
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


def counted_name(request: HttpRequest, credentials: dict[str, str] | None = None) -> str:
    """Give the name under which failed sign-ins are counted.

    In lower case: another letter case must not give more attempts.
    """
    name = (credentials or {}).get("username") or request.POST.get("username", "")
    return name.strip().lower()
