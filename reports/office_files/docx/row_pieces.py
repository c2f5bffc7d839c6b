"""The cells of a row as they are drawn, each word with the field that it is of."""

from collections.abc import Iterator
from typing import NamedTuple

from events.plan.cell_lines import drawn_text, without_column
from events.plan.content import ColumnContent, EventContent, LayoutContent
from events.plan.roles import ColumnRole, place_in_term_column
from events.plan.vocabulary import ResponsibleAs
from reports.office_files.docx.pieces import Piece


class Owner(NamedTuple):
    """A text of a row: the field, which of its lines or items, and the part of the item."""

    field: str
    at: int = 0
    part: str = ""


type DrawnLine = tuple[Piece[Owner], ...]


def drawn_cell(
    event: EventContent,
    column: ColumnContent,
    columns: tuple[ColumnContent, ...],
    layout: LayoutContent,
    *,
    merged: bool,
) -> list[DrawnLine]:
    """The lines of a cell of the row; numbers are not drawn here (see `outline.cells_of_row`)."""
    role = column.role
    if role == ColumnRole.EVENT:
        return [*_event(event), *_named(event, columns, merged=merged)]
    if role == ColumnRole.RESPONSIBLE:
        names = list(_responsible(event))
        if layout.responsible_as == ResponsibleAs.COMMAS and names:
            return [_joined(names)]
        return [(name,) for name in names]
    lines = list(_field(getattr(event, role), role))
    if role == ColumnRole.TERM and place_in_term_column(columns):
        lines += _field(event.place, ColumnRole.PLACE)
    return lines


def words_of(line: DrawnLine) -> str:
    """The line as it is drawn."""
    return drawn_text("".join(one.text for one in line))


def _field(text: str, name: str) -> Iterator[DrawnLine]:
    lines = (line.strip() for line in text.splitlines())
    for at, line in enumerate(line for line in lines if line):
        yield (Piece(line, Owner(name, at)),)


def _event(event: EventContent) -> Iterator[DrawnLine]:
    lines = [*_field(event.title, "title"), *_field(event.description, "description")]
    if event.lead_in:
        opens = bool(lines) and not words_of(lines[0]).startswith("– ")
        first = lines.pop(0) if opens else ()
        space = (Piece[Owner](" ", None),) if first else ()
        lines.insert(0, (Piece(event.lead_in, Owner("lead_in")), *space, *first))
    yield from lines
    for at, item in enumerate(event.agenda):
        speaker = (Piece(" (", None), Piece(item.speaker, Owner("agenda", at, "speaker")))
        yield (
            Piece(f"{at + 1}. ", None),
            Piece(item.text, Owner("agenda", at, "text")),
            *((*speaker, Piece[Owner](")", None)) if item.speaker else ()),
        )
    for at, part in enumerate(event.events):
        last = at == len(event.events) - 1
        yield (Piece("– ", None), *_sub_event(part, at), Piece("." if last else ";", None))


def _sub_event(part: EventContent, at: int) -> Iterator[Piece[Owner]]:
    """The pieces of `cell_lines.sub_event_words`."""

    def piece(name: str, text: str) -> Piece[Owner]:
        return Piece(" ".join(text.split(" ")), Owner("events", at, name))

    if part.lead_in:
        yield from (piece("lead_in", part.lead_in), Piece(" ", None))
    yield piece("title", part.title.rstrip(".;"))
    if part.term:
        yield from (Piece(" (", None), piece("term", part.term), Piece(")", None))
    names = [(f"responsible {n}", one.text) for n, one in enumerate(part.responsible)]
    for name, text in (("description", part.description), ("place", part.place), *names):
        if text:
            yield from (Piece(", ", None), piece(name, text))


def _named(
    event: EventContent, columns: tuple[ColumnContent, ...], *, merged: bool
) -> Iterator[DrawnLine]:
    """What has no column of its own, with the portal's name before it."""
    for line in without_column(columns, event, merged=merged):
        label = Piece[Owner](f"{ColumnRole(line.field).name_in_cell}: ", None)
        if line.field == ColumnRole.RESPONSIBLE:
            yield (label, *_joined(list(_responsible(event))))
        else:
            yield (label, Piece(getattr(event, line.field).strip(), Owner(line.field)))


def _responsible(event: EventContent) -> Iterator[Piece[Owner]]:
    for at, one in enumerate(event.responsible):
        yield Piece(one.text, Owner("responsible", at))


def _joined(names: list[Piece[Owner]]) -> DrawnLine:
    commas = ((Piece[Owner](", ", None), name) for name in names)
    return tuple(piece for pair in commas for piece in pair)[1:]
