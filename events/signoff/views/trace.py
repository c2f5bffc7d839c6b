"""What is kept of the request by which somebody sends or decides."""

from associations.accounts.authentication import authentication_of
from associations.offices.queries import Request
from events.signoff.rules.evidence import Trace
from plans_portal.lib.client_address import client_address


def trace_of(request: Request) -> Trace:
    """Address, browser, session and last proof of who one is.

    Of the session there is a hash: whoever reads the database can't go on with it.
    """
    known = authentication_of(request)
    return Trace(
        ip=client_address(request),
        user_agent=request.headers.get("User-Agent", ""),
        auth_method=known.method,
        auth_at=known.at,
        session=known.session,
    )
