"""Chains of append-only rows: each holds a hash of its own words and of the row before it.

Whoever changes, removes or inserts a row behind the portal's back breaks the chain there, and
`read_chain` tells the place. Triggers (`append_only`) refuse it before; the chain finds out that
somebody passed by them. A row is added by `append` alone, in a transaction that has locked what
the chain belongs to, so that no two rows follow the same one; the database refuses that too.
"""

import datetime as dt
import hashlib
import ipaddress
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from django.apps import apps
from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from plans_portal.lib import seal_key

# The format of the hashes that are made now.
FORMAT: Final = 1
_OWN: Final = frozenset({"previous", "hash", "hash_format"})
# The column of a table whose rows are sealed one by one, over their hash (`seal_key.seal_row`).
OWN_SEAL: Final = "own_seal"
_DIGITS: Final = 64
_ROWS_AT_ONCE: Final = 500


class DamagedRecord(Exception):  # noqa: N818 - it names a thing that was found
    """A kept text can't be read any more: it was changed behind the portal's back."""


class ChainedRow(models.Model):
    """A row of a chain.

    `chain_by` is the look-up of what its chain belongs to, `sealed_by` that of what all chains are
    sealed with. A column that is added later counts in old rows too where it is empty, for empty
    values are left out of the hash; one that is filled in old rows as well is named in
    `counted_since` with the first format of hashes that counts it.
    """

    chain_by: ClassVar[str]
    sealed_by: ClassVar[str]
    counted_since: ClassVar[Mapping[str, int]] = {}

    previous = models.CharField(
        "хеш предыдущей записи", max_length=_DIGITS, unique=True, editable=False
    )
    hash = models.CharField("хеш записи", max_length=_DIGITS, editable=False)
    hash_format = models.PositiveSmallIntegerField("формат хеша", default=FORMAT, editable=False)

    class Meta:
        abstract = True


@dataclass(frozen=True, slots=True)
class Chain:
    """What was read of a chain: the hashes of its rows, and the keys of those that are not right.

    A row is not right if its words have another hash, or if it doesn't follow the row before.
    """

    hashes: frozenset[str]
    broken: tuple[int, ...]


def has_hash(name: str) -> models.CheckConstraint:
    """The constraint of a chained table: a row that `append` has not added is refused."""
    return models.CheckConstraint(condition=Exact(Length("hash"), _DIGITS), name=name)


def append[R: ChainedRow](row: R, *, clean: bool = False) -> R:
    """Add an unsaved row at the end of its chain (2 queries), and give it.

    With `clean` it is fully cleaned first, and ValidationError is raised as `full_clean` does.
    """
    key = _key_of(row, row.chain_by)
    rows = type(row)._default_manager.filter(**{row.chain_by: key}).order_by("-pk")  # noqa: SLF001
    last = rows.values_list("hash", flat=True).first()
    row.hash_format = FORMAT
    row.previous = last or first_link(row, key)
    row.hash = hash_of_row(row)
    if hasattr(row, OWN_SEAL):
        setattr(row, OWN_SEAL, seal_key.seal_row(row.hash))
    if clean:
        row.full_clean()
    row.save(force_insert=True)
    return row


def hash_of_row(row: models.Model) -> str:
    """SHA-256 of the row's words and of the hash before it: of `text_of_row`."""
    return hashlib.sha256(text_of_row(row).encode()).hexdigest()


def text_of_row(row: models.Model) -> str:
    """The words of a row and the hash before it, as its own hash is made of them.

    They are canonical JSON, by the names of the columns; empty ones and its own key are left out.
    """
    own: Any = row
    since = getattr(row, "counted_since", {})
    words = {
        field.name: word
        for field in row._meta.concrete_fields  # noqa: SLF001 - Django's own way to the columns
        if not field.primary_key
        and field.name not in {*_OWN, OWN_SEAL}
        and since.get(field.name, 1) <= own.hash_format
        and (word := _word(field, getattr(row, field.attname))) is not None
    }
    return _canonical(
        {
            "format": own.hash_format,
            "previous": own.previous,
            "table": row._meta.db_table,  # noqa: SLF001 - the same
            "words": words,
        }
    )


def is_linked(row: ChainedRow) -> bool:
    """Whether the row has the words that its hash was made of."""
    return row.hash == hash_of_row(row)


def is_own(row: ChainedRow) -> bool:
    """Whether the portal's key has sealed the row; True for tables whose rows have no seal."""
    seal = getattr(row, OWN_SEAL, None)
    return seal is None or seal_key.is_sealed_row(row.hash, seal)


def seal_present_rows(model: type[models.Model]) -> None:
    """Seal the rows that a table has already: for a migration, with its model."""
    rows: Any = model._default_manager.order_by("pk")  # noqa: SLF001
    last = 0
    while found := list(rows.filter(pk__gt=last)[:_ROWS_AT_ONCE]):
        last = found[-1].pk
        for row in found:
            setattr(row, OWN_SEAL, seal_key.seal_row(row.hash))
        model._default_manager.bulk_update(found, [OWN_SEAL], batch_size=100)  # noqa: SLF001


def read_chain(model: type[ChainedRow], key: Any) -> Chain:
    """Read the whole chain of what has this key (1 query)."""
    rows = model._default_manager.filter(**{model.chain_by: key}).order_by("pk")  # noqa: SLF001
    before = first_link(model, key)
    hashes, broken = set(), []
    for row in rows.iterator(_ROWS_AT_ONCE):
        if row.previous != before or not is_linked(row):
            broken.append(row.pk)
        before = row.hash
        hashes.add(before)
    return Chain(frozenset(hashes), tuple(broken))


def chained_models() -> list[type[ChainedRow]]:
    """Every model whose rows are chained."""
    return [model for model in apps.get_models() if issubclass(model, ChainedRow)]


def name_of(model: type[ChainedRow], key: Any) -> str:
    """The name by which a chain is sealed."""
    return f"{model._meta.db_table}:{key}"  # noqa: SLF001


def first_link(model: models.Model | type[models.Model], key: Any) -> str:
    """What the first row of a chain has for the hash of the row before it."""
    return hash_of({"chain": model._meta.db_table, "of": key})  # noqa: SLF001


def hash_of(values: Any) -> str:
    """SHA-256 of a value as canonical JSON."""
    return hashlib.sha256(_canonical(values).encode()).hexdigest()


def _canonical(values: Any) -> str:
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def link_present_rows(model: type[models.Model], chain_by: str) -> None:
    """Make the chains of a table that has rows already: for a migration, with its model."""
    before: dict[Any, str] = {}
    linked: list[models.Model] = []
    for row in _rows(model, chain_by):
        key, own = _key_of(row, chain_by), row
        own.hash_format = FORMAT
        own.previous = before.get(key) or first_link(model, key)
        before[key] = own.hash = hash_of_row(row)
        linked.append(row)
        if len(linked) == _ROWS_AT_ONCE:
            _write(model, linked)
            linked = []
    _write(model, linked)


def _rows(model: type[models.Model], chain_by: str) -> Iterator[Any]:
    """The rows in their order, some at once: they are written while they are read."""
    rows, last = model._default_manager.order_by("pk"), 0  # noqa: SLF001
    above = chain_by.rpartition("__")[0]
    rows = rows.select_related(above) if above else rows
    while found := list(rows.filter(pk__gt=last)[:_ROWS_AT_ONCE]):
        yield from found
        last = found[-1].pk


def _write(model: type[models.Model], rows: list[models.Model]) -> None:
    model._default_manager.bulk_update(rows, sorted(_OWN), batch_size=100)  # noqa: SLF001


def _key_of(row: Any, chain_by: str) -> Any:
    *above, last = chain_by.split("__")
    for name in above:
        row = getattr(row, name)
    return getattr(row, f"{last}_id")


def _word(field: models.Field[Any, Any], value: Any) -> Any:
    """A value as both databases and the caller of `append` have it alike; None if it is empty."""
    if value is None or value is False or value == "":
        return None
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat()
    if isinstance(field, models.GenericIPAddressField):
        return str(ipaddress.ip_address(value))
    if isinstance(field, models.JSONField) or isinstance(value, int):
        return value
    return str(value)
