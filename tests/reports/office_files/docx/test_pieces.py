"""An edited line is taken apart into its fields."""

import pytest

from reports.office_files.docx.pieces import Piece, edited, paired, plain

LINE = (
    Piece("– ", None), Piece("Турнир", "title"), Piece(" (", None), Piece("5\u00a0мая", "term"),
    Piece("), ", None), Piece("зал", "place"), Piece(";", None),
)  # fmt: skip


@pytest.mark.parametrize(
    ("words", "title", "term", "place"),
    [
        ("– Турнир (5 мая), зал;", "Турнир", "5\u00a0мая", "зал"),
        ("- Турнир знатоков (5 мая), зал;", "Турнир знатоков", "5\u00a0мая", "зал"),
        ("– Турнир (6 мая), зал;", "Турнир", "6\u00a0мая", "зал"),
        ("– Турнир (5 мая), актовый зал;", "Турнир", "5\u00a0мая", "актовый зал"),
        ("– Турнир (5 мая);", "Турнир", "5\u00a0мая", ""),
    ],
)
def test_changed_words_go_to_their_field(words, title, term, place):
    assert edited(LINE, words) == {"title": title, "term": term, "place": place}


def test_signs_of_the_paper_go_and_those_of_the_author_stay():
    line = (Piece("в\u00a0школе № 1 и в лицее", "title"),)
    words = "в\u00a0школе №\u00a01 и\u00a0в\u00a0гимназии\u2060\u200b"
    assert edited(line, words) == {"title": "в\u00a0школе № 1 и в гимназии"}


@pytest.mark.parametrize("words", ["Вписано рукой", "3. Вписано рукой", "2. Вписано рукой"])
def test_number_that_is_gone_or_another_one_is_no_word_of_the_field(words):
    line = (Piece("2. ", None), Piece("Помогать", "text"))
    assert edited(line, words) == {"text": "Вписано рукой"}


@pytest.mark.parametrize("head", ["Место: ", "2. ", "– "])
def test_words_typed_right_after_the_portals_own_keep_the_space_after_them(head):
    line = (Piece(head, None), Piece("Актовый зал", "place"))
    assert edited(line, f"{head}Малый, Актовый зал") == {"place": "Малый, Актовый зал"}
    assert edited(line, f"{head}по 3 группам Актовый зал") == {"place": "по 3 группам Актовый зал"}


def test_texts_too_long_to_compare_are_taken_whole():
    line = (Piece("– ", None), Piece("а " * 1_000, "title"), Piece(";", None))
    assert edited(line, "– " + "а б " * 5_000) == {"title": ("а б " * 5_000).strip()}


def test_dashes_and_spaces_make_no_difference():
    assert plain("- а\u00a0 б") == plain("–  а б") == "– а б"
    assert plain("а - б") != plain("а – б")


def test_lines_are_paired_by_what_they_have_in_common():
    old = ["один два", "три четыре", "пять шесть"]
    assert paired(old, ["один два", "пять семь"]) == [(0, 0), (2, 1)]
    assert paired(old, ["новое", "один два", "три", "пять шесть"]) == [(0, 1), (1, 2), (2, 3)]
    assert paired(["а"], ["б"]) == [(0, 0)]
    assert paired(["а"], ["б"], 0.3) == []
