"""The plan of a one-time link as PDF, for who has typed its code."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from associations.accounts.limits import is_allowed
from events.models import Plan
from events.signoff.queries.one_time_links import find_link
from events.signoff.views.link_proof import code_typed_at, keep_secret
from plans_portal.lib.file_names import file_name
from reports.downloads.rules import stored_drafts
from reports.downloads.rules.copies import print_draft
from reports.paper.shown import shown_edition


@login_not_required
@require_safe
def one_time_pdf(request: HttpRequest, token: str) -> HttpResponse:
    """The edition that the link is for, never the words that authors have now.

    It is given while the link may be used, and after its decision as long as the code is good.
    Else 404, for a stranger learns nothing here.
    """
    link = find_link(token)
    if link is None or code_typed_at(request, link) is None:
        raise Http404
    if link.withdrawn_at is not None or not is_allowed(request, "one_time_pages"):
        raise Http404
    plan = Plan.objects.get(pk=link.plan_id)
    edition = link.edition
    edition.plan = plan
    shown = shown_edition(plan, edition, timezone.localdate())
    key = stored_drafts.key_of(shown)
    if (draft := stored_drafts.find(key)) is not None:
        with draft.file:
            title, data = draft.title, draft.file.read()
    else:
        copy = print_draft(plan, edition, shown.document(), key=key)
        title, data = copy.title, copy.data
    answer = HttpResponse(data, content_type="application/pdf")
    named = content_disposition_header(as_attachment=False, filename=file_name(title, "pdf"))
    answer["Content-Disposition"] = named or ""
    keep_secret(answer)
    return answer
