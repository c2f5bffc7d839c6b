"""What staff kept of a signature made outside: its scan, a detached signature and what it signs."""

from django.core.files.storage import default_storage
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpResponse
from django.views.decorators.http import require_GET

from associations.journal.rules import note
from associations.offices.queries import Request
from associations.vocabulary import JournalAction
from events.access import takes_part
from events.drafting.views.fetch import plan_to_read
from events.models import DetachedSignature, PaperOriginal, Signature


@require_GET
def paper_original(request: Request, pk: int, uid: str) -> FileResponse:
    """The scan of the step's last signature, as a file to save; for those who take part."""
    found = PaperOriginal.objects.filter(signature__in=_signatures(request, pk, uid))
    original = found.order_by("-signature__edition__number", "-pk").first()
    answer = _file(original, original.media_type if original else "")
    _note(request, original, "скан подписи на бумаге")
    return answer


@require_GET
def detached_signature(request: Request, pk: int, uid: str) -> FileResponse:
    """The detached signature that came with the step's last one; for those who take part."""
    found = DetachedSignature.objects.filter(signature__in=_signatures(request, pk, uid))
    detached = found.order_by("-signature__edition__number", "-pk").first()
    answer = _file(detached, "application/pkcs7-signature")
    _note(request, detached, "файл электронной подписи")
    return answer


@require_GET
def signed_content(request: Request, pk: int, uid: str) -> HttpResponse:
    """The canonical JSON that the step's last signature is for, byte for byte."""
    found = _signatures(request, pk, uid).select_related("edition")
    signature = found.order_by("-edition__number", "-pk").first()
    if signature is None:
        raise Http404
    edition = signature.edition
    answer = HttpResponse(edition.content.encode(), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="plan-{pk}-{edition.number}.json"'
    answer["Cache-Control"] = "private, no-cache"
    return answer


def _signatures(request: Request, pk: int, uid: str) -> QuerySet[Signature]:
    """The signatures of the step on all editions; 404 for who takes no part in the plan."""
    plan = plan_to_read(request, pk)
    if not takes_part(plan, request.actor):
        raise Http404
    return Signature.objects.filter(plan=plan, step_uid=uid)


def _file(kept: PaperOriginal | DetachedSignature | None, media_type: str) -> FileResponse:
    if kept is None or not default_storage.exists(str(kept.file)):
        raise Http404
    answer = FileResponse(
        default_storage.open(str(kept.file)),
        as_attachment=True,
        filename=kept.name,
        content_type=media_type,
    )
    answer["Cache-Control"] = "private, no-cache"
    return answer


def _note(request: Request, kept: PaperOriginal | DetachedSignature | None, what: str) -> None:
    if kept is not None:
        plan = kept.signature.plan
        note(
            action=JournalAction.DOWNLOAD,
            words=f"Скачан {what}: {kept.name}, {plan.title_line}.",
            institution_id=plan.association.institution_id,
            by=request.actor,
        )
