"""What is kept of the request by which somebody sends or decides."""

import hashlib

from django.conf import settings
from django.utils.module_loading import import_string

from associations.offices.queries import Request
from events.signoff.rules.signing import Trace


def trace_of(request: Request) -> Trace:
    """Address, browser and session of the request.

    The site's settings say how to read the address. Of the session there is a hash: whoever reads
    the database can't go on with it.
    """
    address = import_string(settings.AXES_CLIENT_IP_CALLABLE)(request)
    key = request.session.session_key or ""
    return Trace(
        ip=address,
        user_agent=request.headers.get("User-Agent", ""),
        session=hashlib.sha256(key.encode()).hexdigest() if key else "",
    )
