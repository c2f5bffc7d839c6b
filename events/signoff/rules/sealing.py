"""Seals: once a day the ends of all chains of an institution are signed and told to its staff."""

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, Max, OuterRef
from django.utils import timezone

from associations.actor import Actor
from associations.directory.rules import lock_institution
from associations.letters.rules.writing import write_to_staff
from associations.models import Institution
from events.models import Seal, SealedHead
from events.signoff.queries.verify import digest_of_seal, last_seal
from plans_portal.lib import seal_key
from plans_portal.lib.chain import chained_models, name_of


@transaction.atomic
def seal_chains(*, institution: Institution, by: Actor) -> Seal | None:
    """Seal the chains, and tell the methodists the checksum if anything was written since.

    None where a seal was made on this day already, or where there is nothing to seal yet.
    """
    lock_institution(institution.pk)
    before = last_seal(institution.pk)
    if before is not None and timezone.localtime(before.at).date() >= by.on:
        return None
    heads = _new_heads(institution)
    if not heads and before is None:
        return None
    seal = Seal(
        institution=institution,
        at=timezone.now(),
        previous=before.digest if before else "",
        key=seal_key.public_key(),
    )
    seal.digest = digest_of_seal(seal, heads)
    seal.signature = seal_key.sign(seal.digest)
    seal.save(force_insert=True)
    SealedHead.objects.bulk_create(
        [SealedHead(seal=seal, chain=chain, hash=head) for chain, head in heads.items()],
        batch_size=500,
    )
    if heads:
        _tell_staff(seal, by)
    return seal


def _new_heads(institution: Institution) -> dict[str, str]:
    """The last hash of each chain that has grown since it was sealed (1 query a table)."""
    heads: dict[str, str] = {}
    for model in chained_models():
        rows = model._default_manager.filter(**{model.sealed_by: institution.pk})  # noqa: SLF001
        ends = rows.order_by().values(model.chain_by).annotate(end=Max("pk")).values("end")
        sealed = SealedHead.objects.filter(hash=OuterRef("hash"))
        grown = model._default_manager.filter(~Exists(sealed), pk__in=ends)  # noqa: SLF001
        for key, head in grown.order_by().values_list(model.chain_by, "hash"):
            heads[name_of(model, key)] = head
    return heads


def _tell_staff(seal: Seal, by: Actor) -> None:
    write_to_staff(
        seal.institution,
        str(seal),
        f"{seal}:\n\n{seal.digest}\n\n"
        "Она зависит от каждой подписи, редакции и правки, которые есть в портале. Сохраните это"
        " письмо: если записи в базе данных изменят или удалят в обход портала, по нему это будет"
        " видно. Проверить её может тот, кто обслуживает портал: manage.py verify.\n\n"
        f"Открытый ключ: {seal.key}\n{settings.PUBLIC_ADDRESS}\n",
        on=by.on,
    )
