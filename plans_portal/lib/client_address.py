"""The client's address of a request."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str | None:
    """Give the client's IP address, or None where nobody tells it.

    Behind our proxy (`BEHIND_PROXY`) it is the last item of X-Forwarded-For, which the proxy
    writes: the earlier ones are the client's own. Else it is the connection's, which a unix socket
    doesn't have. What is no address at all («unknown») is None; a port and brackets are left off.
    """
    if settings.BEHIND_PROXY:
        forwarded = str(request.META.get("HTTP_X_FORWARDED_FOR", ""))
        if last := forwarded.rpartition(",")[2].strip():
            return _address_in(last)
    return _address_in(str(request.META.get("REMOTE_ADDR", "")))


def _address_in(words: str) -> str | None:
    """Read «192.0.2.1», «192.0.2.1:443», «2001:db8::1», «[2001:db8::1]:443»."""
    words = words.strip().strip('"')
    if words.startswith("["):
        words = words[1:].partition("]")[0]
    elif words.count(":") == 1:
        words = words.partition(":")[0]
    try:
        address = ipaddress.ip_address(words.partition("%")[0])
    except ValueError:
        return None
    return str(getattr(address, "ipv4_mapped", None) or address)
