"""Words for pages of a plan about the file that it was made of.

It finds the reader's own file; what may be done with it is told by its page.
"""

from django import template
from django.template.context import Context

from events.models import Plan
from reports.models import ImportSession

register = template.Library()


@register.simple_tag(takes_context=True)
def import_session_of(context: Context, plan: Plan) -> ImportSession | None:
    """The file of the reader's that this draft was made of, while it is kept (1 query)."""
    own = ImportSession.objects.visible_to(context["request"].actor)
    made = own.filter(plan=plan, state=ImportSession.State.DONE, section_uid="")
    return made.only("name").order_by("-touched_at").first()
