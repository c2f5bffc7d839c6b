"""What is kept of the request by which somebody sends or decides."""

from associations.accounts.authentication import authentication_of
from associations.models import SignatureRules
from associations.offices.queries import Request
from associations.signature_rules.rules import accept_rules
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


def accept_and_trace(request: Request, rules: SignatureRules | None) -> Trace:
    """Record that the person accepts the rules, if it was asked, and give the trace of both."""
    trace = trace_of(request)
    if rules is not None:
        accept_rules(rules=rules, ip=trace.ip, user_agent=trace.user_agent, by=request.actor)
    return trace
