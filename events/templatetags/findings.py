"""Findings and remarks of one place of the sheet, for the templates."""

from typing import Any

from django import template

register = template.Library()


@register.filter
def found_at(found: Any, uid: str) -> Any:
    """What an inspection, or the remarks, say of the row or section with this uid."""
    return found.by_uid.get(uid, ()) if found else ()
