"""Faults of a layout; those that stop it keep it from being put in force. No database."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from events.layouts.queries.values import LayoutValues, roles_of
from events.plan.content import ColumnContent
from events.plan.roles import ColumnRole
from events.plan.vocabulary import Mode, Numbering, Orientation, SectionKind, ShownAs, Verb


@dataclass(frozen=True, slots=True)
class Fault:
    """One sentence; with `stops` the layout can't be put in force."""

    text: str
    stops: bool = False


@dataclass(frozen=True, slots=True)
class WidthSum:
    """Widths of the columns together and of the text area, in mm; usual widths count as 0."""

    total: int
    printable: int

    @property
    def over(self) -> int:
        """By how many mm the columns are wider than the sheet."""
        return max(0, self.total - self.printable)


def width_sum(columns: tuple[ColumnContent, ...], orientation: str) -> WidthSum:
    """Compare the columns with the sheet of this orientation."""
    return WidthSum(sum(column.width for column in columns), Orientation(orientation).text_width)


def faults_of(values: LayoutValues) -> tuple[Fault, ...]:
    """All faults, those that stop first."""
    faults = [*_of_columns(values.columns, values, "В форме"), *_of_numbers(values)]
    for section in values.sections:
        if section.kind == SectionKind.TABLE and section.columns:
            where = f"В разделе «{section.heading}»" if section.heading else "В одном из разделов"
            faults += _of_columns(section.columns, values, where)
    faults += _of_sections(values)
    faults += _of_seats(values)
    return tuple(sorted(dict.fromkeys(faults), key=lambda fault: not fault.stops))


def _of_columns(
    columns: tuple[ColumnContent, ...], values: LayoutValues, where: str
) -> Iterator[Fault]:
    roles = roles_of(columns)
    if ColumnRole.EVENT not in roles:
        yield Fault(f"{where} нет графы мероприятия: добавьте её, без неё нечего печатать.", True)
    for role in dict.fromkeys(roles):
        if roles.count(role) > 1:
            name = ColumnRole(role).label
            yield Fault(f"{where} две графы «{name}»: оставьте одну, иначе слова повторятся.", True)
    for column in columns:
        if not column.heading.strip():
            name = ColumnRole(column.role).label
            yield Fault(f"{where} у графы «{name}» нет заголовка: её шапка останется пустой.")
    widths = width_sum(columns, values.orientation)
    if widths.over:
        yield Fault(
            f"{where} графы шире листа: {widths.total} мм из {widths.printable}."
            " При печати портал сузит их все поровну."
        )


def _of_numbers(values: LayoutValues) -> Iterator[Fault]:
    has_column = ColumnRole.NUMBER in roles_of(values.columns)
    if values.numbering != Numbering.NONE and values.columns and not has_column:
        yield Fault("Строки нумеруются, а графы для номера нет: номера не напечатаются.")
    if values.numbering == Numbering.NONE and has_column:
        yield Fault("Есть графа номера, а строки не нумеруются: графа останется пустой.")


def _of_sections(values: LayoutValues) -> Iterator[Fault]:
    for section in values.sections:
        shown = section.shown_as or values.sections_as
        columns = section.columns or values.columns
        name = f"«{section.heading}»" if section.heading else "без заголовка"
        if (
            section.kind == SectionKind.TABLE
            and shown == ShownAs.MERGED
            and ColumnRole.DIRECTION not in roles_of(columns)
        ):
            yield Fault(
                f"Раздел {name} показан общей ячейкой направления, а такой графы нет:"
                " он напечатается полосой."
            )
        if section.kind == SectionKind.TEXT and not section.heading:
            yield Fault("У раздела с пунктами нет заголовка.")


def _of_seats(values: LayoutValues) -> Iterator[Fault]:
    approving = [seat.stage for seat in values.seats if seat.verb == Verb.APPROVE]
    agreeing = [seat.stage for seat in values.seats if seat.verb == Verb.AGREE]
    if not approving:
        yield Fault("Утверждать план некому: добавьте гриф утверждения.")
    elif agreeing and max(agreeing) >= min(approving):
        yield Fault(
            "Утверждение стоит не позже согласования: поставьте ему этап после согласующих.", True
        )
    for seat in values.seats:
        if seat.mode == Mode.PERSON and not (seat.role or seat.office_id or seat.position):
            yield Fault("У одной из подписей не сказано, кто подписывает: роль или должность.")
    alike = Counter((seat.stage, seat.enough) for seat in values.seats if seat.enough)
    for (stage, enough), count in sorted(alike.items()):
        if count <= enough:
            yield Fault(
                f"На этапе {stage} достаточно подписей: {enough}, а мест таких {count}:"
                " нужны будут все. Добавьте место или отметьте, что нужна каждая подпись."
            )
