"""Repeated lines of a form (questions of an agenda, responsible), in an order.

Each command (add, remove, move) is a submit button, so it works without JavaScript: the form is
shown again with everything that was typed.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms

# As many lines as one form may hold; more is a mistake or an attack.
MOST = 500
ACTION = "line"


class FormLines[F: forms.Form]:
    """The lines of one kind within a form, read from a post or from given values."""

    def __init__(
        self,
        form: type[F],
        prefix: str,
        *,
        data: Mapping[str, str] | None = None,
        initial: Sequence[Mapping[str, Any]] = (),
        options: Mapping[str, Any] | None = None,
        spare: bool = True,
        most: int = MOST,
    ) -> None:
        """Take `data` of a post, or `initial` values and (if `spare`) an empty line after them."""
        self.prefix = prefix
        self.count_name = f"{prefix}-count"
        self._form = form
        self._most = most
        self._options = dict(options or {})
        if data is None:
            given = [*initial, {}] if spare else initial
            self.forms = [self._fill(i, values) for i, values in enumerate(given)]
        else:
            self.forms = [self._bind(i, data) for i in range(self._count(data))]

    def __iter__(self) -> Iterator[F]:
        return iter(self.forms)

    def __len__(self) -> int:
        return len(self.forms)

    def is_valid(self) -> bool:
        """Whether every filled line is valid; checks them all, to show all messages."""
        answers = [form.is_valid() for form in self.filled]
        return all(answers)

    @property
    def values(self) -> list[dict[str, Any]]:
        """The cleaned values of the filled lines, in order."""
        return [form.cleaned_data for form in self.filled]

    def do(self, command: str) -> None:
        """Run a button's command: «responsible add», «responsible up 2», «… remove 0»."""
        prefix, _, rest = command.partition(" ")
        if prefix != self.prefix:
            return
        raw = [raw_of(form) for form in self.forms]
        rearrange(raw, rest, blank={})
        self.forms = [self._fill(i, values) for i, values in enumerate(raw)]

    @property
    def filled(self) -> list[F]:
        """The lines with any words, checked or not."""
        return [form for form in self.forms if not self._is_blank(form)]

    def _fill(self, place: int, values: Mapping[str, Any]) -> F:
        return self._form(prefix=self._place(place), initial=dict(values), **self._options)

    def _bind(self, place: int, data: Mapping[str, str]) -> F:
        return self._form(data, prefix=self._place(place), **self._options)

    def _place(self, place: int) -> str:
        return f"{self.prefix}-{place}"

    def _count(self, data: Mapping[str, str]) -> int:
        text = data.get(self.count_name, "0")
        return min(int(text), self._most) if text.isdecimal() and len(text) < MOST else 0

    def _is_blank(self, form: F) -> bool:
        # A choice that is never empty does not show that the line is filled.
        significant = getattr(form, "significant_fields", form.fields)
        return not any(
            str(value).strip() for name, value in raw_of(form).items() if name in significant
        )


def raw_of(form: forms.Form) -> dict[str, Any]:
    """The values in the fields of a form, as typed or as given."""
    return {name: form[name].value() or "" for name in form.fields}


def rearrange[T](rows: list[T], command: str, *, blank: T) -> None:
    """Apply «add», «remove 2», «up 2» or «down 2» to the rows; ignore anything else."""
    words, _, place = command.partition(" ")
    at = int(place) if place.isdecimal() and len(place) < len(str(MOST)) + 1 else -1
    if words == "add" and len(rows) < MOST:
        rows.append(blank)
    elif words == "remove" and 0 <= at < len(rows):
        del rows[at]
    elif words in ("up", "down") and 0 <= at < len(rows):
        other = at - 1 if words == "up" else at + 1
        if 0 <= other < len(rows):
            rows[at], rows[other] = rows[other], rows[at]
