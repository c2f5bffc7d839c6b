"""Where a page of the plan asks what the check found at one place of the sheet.

It only looks up; what was found is told by `events.drafting.views.findings`.
"""

from typing import Any

from django import template

register = template.Library()


@register.filter
def found_at(inspection: Any, uid: str) -> Any:
    """What was found in the row or section of this uid."""
    return inspection.marks.get(uid, ()) if inspection else ()
