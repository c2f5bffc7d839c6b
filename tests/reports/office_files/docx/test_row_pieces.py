"""The cells of a row are the same lines as the paper draws, taken apart by fields."""

from events.plan.content import (
    AgendaItemContent,
    ColumnContent,
    EventContent,
    LayoutContent,
    ResponsibleContent,
)
from events.plan.outline import cells_of_row
from events.plan.vocabulary import ResponsibleAs
from reports.office_files.docx.pieces import plain
from reports.office_files.docx.row_pieces import drawn_cell, words_of

COLUMNS = (ColumnContent("event", "Мероприятие"), ColumnContent("term", "Срок и место"))
ROW = EventContent(
    lead_in="Весна",
    title="Заседание\n- открытое\n- выездное",
    description="В двух частях",
    term="май",
    place="Лицей",
    result="Отчёт",
    responsible=(ResponsibleContent("Сомов П. И."), ResponsibleContent("совет")),
    agenda=(AgendaItemContent("О плане", "Ветлугина О. Н."), AgendaItemContent("Разное")),
    events=(
        EventContent(
            title="Выставка", lead_in="Осень", term="5 мая", place="зал", description="для всех",
            responsible=(ResponsibleContent("кафедра"),),
        ),
        EventContent(title="Турнир."),
    ),
)  # fmt: skip


def test_lines_are_those_of_the_outline():
    people = (*COLUMNS, ColumnContent("responsible", "Кто"))
    for columns, joined in ((COLUMNS, "lines"), (people, "lines"), (people, "commas")):
        layout = LayoutContent(columns=columns, responsible_as=ResponsibleAs(joined))
        for column, cell in zip(
            columns, cells_of_row(ROW, columns, layout, merged=False), strict=True
        ):
            drawn = drawn_cell(ROW, column, columns, layout, merged=False)
            wanted = [f"{one.mark} {one.lead} {one.text}" for one in cell.lines]
            assert [plain(words_of(one)) for one in drawn] == list(map(plain, wanted))
