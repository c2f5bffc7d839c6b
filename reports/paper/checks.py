"""The deployment check of the address that stands on paper."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register  # noqa: A004 - Django's word

from plans_portal.lib.public_address import is_own_machine


@register(Tags.urls, deploy=True)
def papers_lead_somewhere(**_: Any) -> list[CheckMessage]:
    """Warn where the codes of approved plans lead to whatever machine they are read on."""
    if not is_own_machine(settings.PUBLIC_ADDRESS):
        return []
    return [
        Warning(
            f"The codes on approved plans lead to {settings.PUBLIC_ADDRESS}, which nobody else"
            " reaches, and papers keep it for ever.",
            hint="Set PUBLIC_ADDRESS to the address by which people open the portal.",
            id="reports.W001",
        )
    ]
