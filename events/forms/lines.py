"""Lines of a form that repeat (questions of an agenda, responsible): several, in an order.

Each deed on a line (add, remove, move) is a submit button, so it works without JavaScript: the
form comes back with every word that was typed. It knows no rule and saves nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms

# As many lines as one form may hold; more is a mistake or an attack.
MOST = 500
DEED = "line"


class Lines[F: forms.Form]:
    """The lines of one kind within a form: read from what was posted, or from given values."""

    def __init__(
        self,
        form: type[F],
        prefix: str,
        *,
        data: Mapping[str, str] | None = None,
        initial: Sequence[Mapping[str, Any]] = (),
        options: Mapping[str, Any] | None = None,
    ) -> None:
        """Take `data` of a post, or `initial` values and one empty line after them."""
        self.prefix = prefix
        self.count_name = f"{prefix}-count"
        self._form = form
        self._options = dict(options or {})
        if data is None:
            self.forms = [self._fill(i, values) for i, values in enumerate([*initial, {}])]
        else:
            self.forms = [self._bind(i, data) for i in range(self._count(data))]

    def __iter__(self) -> Iterator[F]:
        return iter(self.forms)

    def __len__(self) -> int:
        return len(self.forms)

    def is_valid(self) -> bool:
        """Whether every line that has words is in order; asks them all, to show all messages."""
        answers = [form.is_valid() for form in self.forms if not self._is_blank(form)]
        return all(answers)

    @property
    def values(self) -> list[dict[str, Any]]:
        """The cleaned words of the lines that have any, in order."""
        return [form.cleaned_data for form in self.forms if not self._is_blank(form)]

    def do(self, deed: str) -> None:
        """Do what a line's button says: «responsible add», «responsible up 2», «… remove 0»."""
        prefix, _, rest = deed.partition(" ")
        if prefix != self.prefix:
            return
        words, _, place = rest.partition(" ")
        raw = [self._raw(form) for form in self.forms]
        at = int(place) if place.isdigit() else -1
        if words == "add" and len(raw) < MOST:
            raw.append({})
        elif words == "remove" and 0 <= at < len(raw):
            del raw[at]
        elif words in ("up", "down") and 0 <= at < len(raw):
            other = at - 1 if words == "up" else at + 1
            if 0 <= other < len(raw):
                raw[at], raw[other] = raw[other], raw[at]
        self.forms = [self._fill(i, values) for i, values in enumerate(raw)]

    def _fill(self, place: int, values: Mapping[str, Any]) -> F:
        return self._form(prefix=self._place(place), initial=dict(values), **self._options)

    def _bind(self, place: int, data: Mapping[str, str]) -> F:
        return self._form(data, prefix=self._place(place), **self._options)

    def _place(self, place: int) -> str:
        return f"{self.prefix}-{place}"

    def _count(self, data: Mapping[str, str]) -> int:
        text = data.get(self.count_name, "0")
        return min(int(text), MOST) if text.isdigit() else 0

    def _raw(self, form: F) -> dict[str, str]:
        return {name: form[name].value() or "" for name in form.fields}

    def _is_blank(self, form: F) -> bool:
        return not any(str(value).strip() for value in self._raw(form).values())
