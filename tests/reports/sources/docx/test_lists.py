"""Numbers that Word draws itself: counted as Word counts them."""

import pytest

from reports.sources.docx import read_word
from tests.reports.sources.docx.reading import paragraphs
from tests.reports.sources.word_samples import ONE_TABLE, W, raw
from tests.reports.sources.word_xml import holding, item, level, numbering, para, row, said, tbl


def markers(body, levels, starts=""):
    found = paragraphs(raw(body + ONE_TABLE, numbering=numbering(levels, starts)))
    return [one.marker for one in found]


def test_automatic_numbers_are_counted_by_level():
    levels = level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2")
    body = item("а") + item("б", at=1) + item("в", at=1) + item("г") + item("д", at=1)
    assert markers(body, levels) == ["1.", "1.1", "1.2", "2.", "2.1"]


def test_automatic_numbers_begin_where_the_list_says():
    levels = level(0, "decimal", "%1)", start=4)
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    body = item("а") + item("б") + item("в", num=2) + item("г", num=2)
    assert markers(body, levels, override) == ["4)", "5)", "1)", "2)"]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("upperRoman", ["I.", "II."]),
        ("lowerRoman", ["i.", "ii."]),
        ("russianLower", ["а.", "б."]),
        ("upperLetter", ["A.", "B."]),
        ("decimalZero", ["01.", "02."]),
        ("none", ["", ""]),
    ],
)
def test_automatic_numbers_take_their_form(form, expected):
    assert markers(item("а") + item("б"), level(0, form, "%1.")) == expected


def test_bullet_of_the_symbol_font_is_a_bullet():
    assert markers(item("а"), level(0, "bullet", "\uf0b7")) == ["•"]


def test_list_of_an_unknown_number_has_no_marker():
    assert markers(item("а", num=99), level(0, "decimal", "%1.")) == [""]


THREE = level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2.") + level(2, "russianLower", "%3)")


def test_three_levels_count_each_by_itself():
    body = item("а") + item("б", at=1) + item("в", at=2) + item("г", at=2) + item("д", at=1)
    assert markers(body + item("е", at=2) + item("ж"), THREE) == [
        "1.", "1.1.", "а)", "б)", "1.2.", "а)", "2.",
    ]  # fmt: skip


def test_level_that_was_passed_over_counts_as_begun():
    assert markers(item("а", at=1) + item("б") + item("в", at=2), THREE) == ["1.1.", "2.", "а)"]


def test_level_that_never_begins_anew_runs_through():
    through = level(1, "decimal", "%2)", more='<w:lvlRestart w:val="0"/>')
    body = item("а") + item("б", at=1) + item("в") + item("г", at=1)
    assert markers(body, level(0, "upperRoman", "%1.") + through) == ["I.", "1)", "II.", "2)"]


def test_list_begun_anew_below_the_first_level_shows_no_nought():
    anew = "".join(
        f'<w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="1"/></w:lvlOverride>' for at in "01"
    )
    body = item("а") + item("б", at=1) + item("в", 2, 1) + item("г", 2, 1)
    assert markers(body, THREE, anew) == ["1.", "1.1.", "1.1.", "1.2."]


def test_list_may_draw_a_level_in_its_own_way():
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1)")}</w:lvlOverride>'
    assert markers(item("а") + item("б", 2) + item("в"), THREE, own) == ["1.", "B)", "3."]


def test_two_lists_of_one_pattern_count_on():
    assert markers(item("а") + item("б", 2) + item("в"), THREE) == ["1.", "2.", "3."]


def test_legal_numbers_are_digits_at_every_level():
    legal = level(1, "decimal", "%1.%2", more="<w:isLgl/>")
    body = item("а") + item("б", at=1)
    assert markers(body, level(0, "upperRoman", "%1.") + legal) == ["I.", "1.1"]


def test_words_of_a_pattern_without_a_number_are_kept():
    assert markers(item("а"), level(0, "none", "Глава")) == ["Глава"]


def test_russian_letters_are_doubled_after_the_last():
    found = markers(item("а") * 30, level(0, "russianLower", "%1)"))
    assert found[26:] == ["ю)", "я)", "аа)", "бб)"]


def test_style_puts_its_paragraphs_into_a_list_at_the_level_that_names_it():
    styles = (
        f'<w:styles {W}><w:style w:type="paragraph" w:styleId="Item"><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Own"><w:basedOn w:val="Item"/></w:style></w:styles>'
    )
    second = level(1, "decimal", "%1.%2", more='<w:pStyle w:val="Item"/>')
    body = item("а") + para("б", look='<w:pStyle w:val="Own"/>')
    found = paragraphs(
        raw(
            body + ONE_TABLE,
            styles=styles,
            numbering=numbering(level(0, "decimal", "%1.") + second),
        )
    )
    assert [one.marker for one in found] == ["1.", "1.1"]


def test_pattern_that_is_a_style_of_lists_is_found():
    styles = (
        f'<w:styles {W}><w:style w:type="numbering" w:styleId="Lists"><w:pPr><w:numPr>'
        '<w:numId w:val="9"/></w:numPr></w:pPr></w:style></w:styles>'
    )
    more = (
        f'<w:abstractNum w:abstractNumId="8">{level(0, "decimal", "№ %1")}</w:abstractNum>'
        '<w:num w:numId="9"><w:abstractNumId w:val="8"/></w:num>'
    )
    link = '<w:numStyleLink w:val="Lists"/>'
    data = raw(item("а") + ONE_TABLE, styles=styles, numbering=numbering(link, more=more))
    assert paragraphs(data)[0].marker == "№ 1"


def test_paragraph_may_leave_the_list_of_its_style():
    assert markers(item("а") + item("б", 0) + item("в"), THREE) == ["1.", "", "2."]


@pytest.mark.parametrize("mark", ["<w:del/>", "<w:vanish/>"])
def test_deleted_and_hidden_items_are_not_counted(mark):
    look = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    gone = "<w:del><w:r><w:delText>нет</w:delText></w:r></w:del>"
    if mark == "<w:vanish/>":
        gone = said("тайна", "<w:vanish/>")
    body = item("а") + para(gone, look=f"{look}<w:rPr>{mark}</w:rPr>") + item("б")
    assert markers(body, THREE) == ["1.", "2."]


def test_cells_that_hold_only_a_number_of_word_are_numbered():
    body = tbl(*(row(holding(item("")), holding(para(text))) for text in ("Слёт", "Сбор")))
    table = read_word(raw(body, numbering=numbering(THREE))).tables[0]
    assert [[one.text for one in cells] for cells in table.rows] == [["1.", "Слёт"], ["2.", "Сбор"]]


def test_items_in_one_cell_stand_apart_with_their_numbers():
    body = tbl(row(holding(para("Повестка:") + item("доклад") + item("обзор", at=1))))
    table = read_word(raw(body, numbering=numbering(THREE))).tables[0]
    assert table.rows[0][0].text == "Повестка:\n1. доклад\n1.1. обзор"
