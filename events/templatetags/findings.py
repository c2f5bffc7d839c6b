"""Findings of one place of the sheet, for the templates."""

from typing import Any

from django import template

register = template.Library()


@register.filter
def found_at(inspection: Any, uid: str) -> Any:
    """The findings of the row or section with this uid; none without an inspection."""
    return inspection.by_uid.get(uid, ()) if inspection else ()
