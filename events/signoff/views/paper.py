"""What staff kept of a signature made outside: its scan, a detached signature and what it signs."""

import io
from collections.abc import Sequence

from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpResponse
from django.views.decorators.http import require_GET

from associations.journal.rules import note
from associations.offices.queries import Request
from associations.vocabulary import JournalAction
from events.access import takes_part
from events.drafting.views.fetch import plan_to_read
from events.models import DetachedSignature, PaperOriginal, Signature
from events.signoff.rules.paper import ENDING_OF_SCAN, ENDINGS_DETACHED
from plans_portal.lib.chain import DamagedRecord, is_linked
from plans_portal.lib.file_names import file_name
from plans_portal.lib.kept_files import kept_bytes


@require_GET
def paper_original(request: Request, pk: int, uid: str) -> FileResponse:
    """The scan of the step's last signature, as a file to save; for those who take part."""
    found = PaperOriginal.objects.filter(signature__in=_signatures(request, pk, uid))
    original = found.order_by("-signature__edition__number", "-pk").first()
    media_type = original.media_type if original else ""
    answer = _file(original, media_type, (ENDING_OF_SCAN.get(media_type, "pdf"),))
    _note(request, original, "скан подписи на бумаге")
    return answer


@require_GET
def detached_signature(request: Request, pk: int, uid: str) -> FileResponse:
    """The detached signature that came with the step's last one; for those who take part."""
    found = DetachedSignature.objects.filter(signature__in=_signatures(request, pk, uid))
    detached = found.order_by("-signature__edition__number", "-pk").first()
    answer = _file(detached, "application/pkcs7-signature", ENDINGS_DETACHED)
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


def _file(
    kept: PaperOriginal | DetachedSignature | None, media_type: str, endings: Sequence[str]
) -> FileResponse:
    """The bytes that were kept, named as a file of this kind whatever its giver called it.

    Http404 where there is none; DamagedRecord where the bytes are not those that were kept.
    """
    if kept is None:
        raise Http404
    data = kept_bytes(str(kept.file), kept.sha256)
    if data is None or not is_linked(kept):
        raise DamagedRecord(kept.name)
    stem, _, ending = kept.name.rpartition(".")
    ending = ending.lower() if ending.lower() in endings else endings[0]
    answer = FileResponse(
        io.BytesIO(data),
        as_attachment=True,
        filename=file_name(stem or kept.name, ending),
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
