"""Template tag: the import session from which a plan was made."""

from django import template
from django.template.context import Context

from events.models import Plan
from reports.models import ImportSession

register = template.Library()


@register.simple_tag(takes_context=True)
def import_session_of(context: Context, plan: Plan) -> ImportSession | None:
    """The reader's own import session of this draft, while it is kept (1 query)."""
    own = ImportSession.objects.visible_to(context["request"].actor)
    made = own.filter(plan=plan, state=ImportSession.State.DONE, section_uid="")
    return made.only("name").order_by("-touched_at").first()
