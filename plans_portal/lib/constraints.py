"""Database constraints that several models need."""

from collections.abc import Iterable

from django.db import models
from django.db.models import Q


def one_of(
    field: str, choices: Iterable[str], name: str, *, blank: bool = False
) -> models.CheckConstraint:
    """Allow only these values in a text field (and the empty one, with `blank`).

    `choices` is an enumeration of strings, or some of its members.
    """
    values = [*map(str, choices), *([""] if blank else [])]
    return models.CheckConstraint(condition=Q(**{f"{field}__in": values}), name=name)
