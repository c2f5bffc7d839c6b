"""What staff kept of signatures made outside: scans, and detached signatures."""

from events.models import DetachedSignature, PaperOriginal, Plan


def papers_kept(plan: Plan) -> list[PaperOriginal | DetachedSignature]:
    """All that were kept with signatures on the plan (2 queries)."""
    found: list[PaperOriginal | DetachedSignature] = []
    for model in (PaperOriginal, DetachedSignature):
        kept = model.objects.filter(signature__plan=plan).order_by("pk")
        found += kept.select_related("signature__edition").defer("signature__edition__content")
    return found
