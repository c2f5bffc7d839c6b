"""How often something may be asked or tried; counted in the shared cache, so for all processes.

Counting is allauth's. An address that nobody tells is counted as one, so it is never an open door.
"""

from dataclasses import dataclass, field

from allauth.core.internal import ratelimit
from django.http import HttpRequest

# What is counted, and how much of it is allowed. `ip` is a client's address, `key` what is said.
RATES = {
    # Failures of a name at an address: the same name at another address still gets in.
    "failed": "7/15m/key",
    # Far above what people mistype: a whole institute may share one address.
    "failed_from_an_address": "100/15m/ip",
    # The name from everywhere. It doesn't bind a browser that has signed in with it before.
    "failed_of_a_name": "40/15m/key",
    # Public checks of papers: a person with a stack of them never comes near it.
    "paper_checks": "60/1m/ip",
    # Pages of one-time links, and codes that are asked for or typed on them.
    "one_time_pages": "120/1m/ip",
    "one_time_codes": "30/15m/ip",
}
_APP = "portal"


def is_allowed(request: HttpRequest, action: str) -> bool:
    """Count one more of an action from this client; tell whether it was within its rate."""
    usage = ratelimit.consume(request, app=_APP, action=action, config=RATES, limit_get=True)
    return usage is not None


@dataclass
class Attempt:
    """One try of a password: counted before it is checked, taken back where it was right."""

    request: HttpRequest
    name: str
    address: str
    # A browser that has signed in with this name before.
    is_known: bool = False
    _counted: list[ratelimit.RateLimitUsage] = field(default_factory=list)

    def is_allowed(self) -> bool:
        """Count the try; False where too many have failed before, and then it must not be made."""
        counted = [("failed", self._pair), ("failed_from_an_address", None)]
        if not self.is_known:
            counted.append(("failed_of_a_name", self.name))
        for action, key in counted:
            usage = ratelimit.consume(
                self.request, app=_APP, action=action, config=RATES, key=key, limit_get=True
            )
            if usage is None:
                return False
            self._counted.append(usage)
        return True

    def take_back(self) -> None:
        """Forget this try, for the password was right; the failures before it stay counted."""
        for usage in self._counted:
            usage.rollback()

    def forgive(self) -> None:
        """Forget all failures of the name: its owner has set a new password."""
        for action, key in (("failed", self._pair), ("failed_of_a_name", self.name)):
            ratelimit.clear(self.request, app=_APP, action=action, config=RATES, key=key)

    @property
    def _pair(self) -> str:
        return f"{self.name} {self.address}"
