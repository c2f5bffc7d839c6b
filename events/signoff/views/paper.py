"""The scan of a signature made on paper."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.views.decorators.http import require_GET

from associations.journal.rules import note
from associations.offices.queries import Request
from associations.vocabulary import JournalAction
from events.access import takes_part
from events.drafting.views.fetch import plan_to_read
from events.models import PaperOriginal


@require_GET
def paper_original(request: Request, pk: int, uid: str) -> FileResponse:
    """The scan of the step's last signature, as a file to save; for those who take part."""
    plan = plan_to_read(request, pk)
    if not takes_part(plan, request.actor):
        raise Http404
    found = PaperOriginal.objects.filter(signature__plan=plan, signature__step_uid=uid)
    original = found.order_by("-signature__edition__number", "-pk").first()
    if original is None or not default_storage.exists(str(original.file)):
        raise Http404
    note(
        action=JournalAction.DOWNLOAD,
        words=f"Скачан скан подписи на бумаге: {original.name}, {plan.title_line}.",
        institution_id=plan.association.institution_id,
        by=request.actor,
    )
    answer = FileResponse(
        default_storage.open(str(original.file)),
        as_attachment=True,
        filename=original.name,
        content_type=original.media_type,
    )
    answer["Cache-Control"] = "private, no-cache"
    return answer
