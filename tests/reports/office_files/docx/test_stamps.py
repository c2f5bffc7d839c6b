"""Stamps and closing signatures are laid out by tables."""

from docx.oxml.ns import qn

from events.plan.stamps import Stamp
from events.plan.vocabulary import Orientation
from reports.office_files.docx.stamps import closing_table, stamps_table
from reports.office_files.docx.styles import new_word

STYLES = {style.name: style.style_id for style in new_word(Orientation.PORTRAIT).styles}
STAMP = Stamp(
    heading="УТВЕРЖДАЮ",
    position=("Директор",),
    name="О. Н. Ветлугина",
    hand_line=True,
    line_caption="(подпись)",
    name_caption="(ф. и. о.)",
    date="«____» ____ 2027 г.",
)


def rows_of(table):
    return [
        ["".join(text.text for text in cell.iter(qn("w:t"))) for cell in row.findall(qn("w:tc"))]
        for row in table.findall(qn("w:tr"))
    ]


def width_of(table):
    return sum(int(one.get(qn("w:w"))) for one in table.find(qn("w:tblGrid")))


def test_captions_stand_under_the_line_and_under_the_name():
    table = stamps_table([], [STAMP], Orientation.PORTRAIT, STYLES)
    inner = table.find(f".//{qn('w:tc')}//{qn('w:tbl')}")
    assert rows_of(inner) == [["", "", "О. Н. Ветлугина"], ["(подпись)", "", "(ф. и. о.)"]]
    ruled = [cell.find(f".//{qn('w:tcBorders')}") is not None for cell in inner.iter(qn("w:tc"))]
    assert ruled == [True, *[False] * 5]


def test_long_positions_leave_line_and_name_in_their_places():
    long = Stamp(position=("Председатель объединения библиотек " * 4,), name="П. И. Сомов")
    for orientation in Orientation:
        table = closing_table([long, STAMP], orientation, STYLES)
        assert abs(width_of(table) - orientation.text_width * 56.693) < 5
        rows = rows_of(table)
        assert rows[0][4] == "П. И. Сомов"
        assert rows[1][:2] == ["УТВЕРЖДАЮДиректор", ""]
        assert rows[2] == ["", "", "(подпись)", "", "(ф. и. о.)"]
        assert rows[3][0] == "«____» ____ 2027 г."
        assert table.find(f".//{qn('w:tab')}") is None
