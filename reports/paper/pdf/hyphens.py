"""Word division on paper: soft hyphens in the file, and at most two divided lines in a row."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final

import pydyf
from weasyprint.layout import inline
from weasyprint.text.line_break import pyphen

from reports.paper.typography import is_whole, surnames

# WeasyPrint draws U+2010 where it divides a word; authors' hyphens have another glyph. A reader
# joins a word again at U+00AD alone (ISO 32000-1, 14.8.2.2.3).
_DRAWN: Final = b" <2010>"
_READ: Final = b" <00ad>"
_MOST_IN_A_ROW: Final = 2
_HYPHENS: Final = ("-", "\u2010", "\u2011")


def read_as_soft_hyphens(pdf: Any) -> None:
    """Let readers see U+00AD at divided words, so that search finds them and copying joins them."""
    for each in pdf.objects:
        if isinstance(each, pydyf.Stream) and b"endbfchar" in each.stream:
            each.stream = [
                line.removesuffix(_DRAWN) + _READ if line.endswith(_DRAWN) else line
                for line in each.stream
            ]


@contextmanager
def few_hyphens(html: str) -> Iterator[None]:
    """While this lasts, divide no surname of the page, no month and no abbreviation.

    And end no third line in a row with a hyphen, unless it is one word. WeasyPrint 70 has no
    `hyphenate-limit-lines` and asks nobody which words it may divide, so the one function that
    ends its lines is told. Layouts are made one at a time: see the renderer's lock.
    """
    split = inline.split_first_line
    inline.split_first_line = _Lines(split, surnames(html)).split
    try:
        yield
    finally:
        inline.split_first_line = split


class _Lines:
    """Counts the lines in a row that end with a hyphen, by the words that follow them."""

    def __init__(self, split: Any, names: frozenset[str]) -> None:
        self._split = split
        self._dictionaries = _Dictionaries(names)
        self._before: dict[tuple[int, int], int] = {}

    def split(self, text: str, style: Any, context: Any, *rest: Any, **more: Any) -> Any:
        """One line as WeasyPrint's own function gives it: (layout, its bytes, those to skip…)."""
        context.dictionaries = self._dictionaries
        line = self._split(text, style, context, *rest, **more)
        if line[2] is None or not line[0].text.endswith(_HYPHENS):
            return line
        before = self._before.get((id(style), hash(text)), 0)
        if before == _MOST_IN_A_ROW and (end := line[0].text.rfind(" ")) > 0:
            layout, length, _, *sizes = self._split(text[:end], style, context, *rest, **more)
            return (layout, length, len(text[: end + 1].encode()), *sizes)
        left = text.encode()[line[2] :].decode()
        self._before[id(style), hash(left)] = min(before + 1, _MOST_IN_A_ROW)
        return line


class _Dictionaries(dict[tuple[Any, ...], Any]):
    """WeasyPrint's dictionaries of division by their settings, each with words kept whole."""

    def __init__(self, names: frozenset[str]) -> None:
        super().__init__()
        self.names = names

    def get(self, key: tuple[Any, ...], default: Any = None) -> Any:  # noqa: ARG002
        """The dictionary of a language and of the fewest letters before and after a hyphen."""
        if key not in self:
            language, left, right, _ = key
            self[key] = _Dictionary(
                pyphen.Pyphen(lang=language, left=left, right=right), self.names
            )
        return self[key]


class _Dictionary:
    """A dictionary of division that keeps some words whole."""

    def __init__(self, usual: Any, names: frozenset[str]) -> None:
        self._usual = usual
        self._names = names

    def iterate(self, word: str) -> Iterable[tuple[str, str]]:
        """The ways to divide the word, the longest beginning first."""
        whole = word in self._names or is_whole(word)
        return () if whole else self._usual.iterate(word)
