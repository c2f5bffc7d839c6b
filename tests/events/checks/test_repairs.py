"""Repairs: what each changes, that it mends its finding, and that no word is lost."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.checks import check, repair, with_uids
from events.checks.wording import with_angle_quotes, with_russian_letters, without_double_spaces
from events.plan.codec import fingerprint
from events.plan.content import EventContent, ResponsibleContent, StepContent
from events.plan.outline import rows_of
from tests.drafts import REPORT, codes, only, plan, plan_of, row, section

LIST = (
    "Родительские собрания:\n"
    "- «Первый класс: как помочь» (27.09.2026);\n"
    "- «Подросток и книга» (25 октября 2026);\n"
    "- «Каникулы дома» (29.11.2026)."
)


def paper(content):
    """Words of the plan's rows as they are printed, but for dashes and marks."""
    words = []
    for one in rows_of(content):
        for cell in one.cells:
            for line in cell.lines:
                words += [word.strip("();.,–-") for word in f"{line.lead} {line.text}".split()]
    return sorted(word for word in words if word)


def test_dated_list_in_a_cell_is_split_into_parts_with_the_same_words():
    content = plan_of(row(LIST, "в течение года"))
    found = only(content, "dated_events")
    mended = repair(content, found)
    event = mended.sections[0].events[0]
    assert [(part.title, part.term) for part in event.events] == [
        ("«Первый класс: как помочь»", "27.09.2026"),
        ("«Подросток и книга»", "25 октября 2026"),
        ("«Каникулы дома»", "29.11.2026"),
    ]
    assert event.title == "Родительские собрания:"
    assert paper(mended) == paper(content)


def test_dated_list_in_a_description_is_split_too():
    head, items = LIST.split("\n", 1)
    content = plan_of(row(head, "в течение года", description=items))
    mended = repair(content, only(content, "dated_events"))
    assert mended.sections[0].events[0].description == ""
    assert paper(mended) == paper(content)


def test_parts_with_days_of_their_own_are_spread_under_one_number():
    content = plan_of(row(LIST, "в течение года"))
    content = with_uids(repair(content, only(content, "dated_events")))
    found = only(content, "dated_events")
    mended = repair(content, found)
    rows = mended.sections[0].events
    assert [one.same_number for one in rows] == [False, True, True, True, False]
    assert [one.term for one in rows[1:3]] == ["27.09.2026", "25 октября 2026"]
    assert rows[1].responsible == rows[0].responsible
    assert [one.number for one in rows_of(mended)] == ["1.", "1.", "1.", "1.", "2."]
    assert codes(mended) == []


def test_parts_of_what_returns_are_as_they_should_be():
    parts = tuple(
        EventContent(title=f"Встреча {term}", term=term) for term in ("2 марта", "3 июня")
    )
    assert codes(plan_of(row(term="ежеквартально", events=parts))) == []
    assert codes(plan_of(row(term="2 марта, 3 июня", events=parts))) == []


def test_days_among_words_are_found_but_not_split():
    title = "Встречи «Чтение» (3 марта) и «Письмо» (5 апреля), а также «Счёт» (7 мая) в библиотеке"
    assert only(plan_of(row(title, "в течение года")), "dated_events").repair is None


@pytest.mark.parametrize(
    "title",
    [
        "Приём граждан (понедельник) и звонки (вторник)",
        "Слёт: секции (10 человек); мастерские (20 человек)",
        "Подготовка положений: о конкурсе (проект); о слёте (проект)",
        "Исполнение приказа (от 30.12.2021 № 5)",
    ],
)
def test_brackets_without_days_are_no_list(title):
    assert codes(plan_of(row(title, "в течение года"))) == []


def test_numbers_by_hand_become_automatic():
    rows = (row("Сбор"), row("Слёт", number="4."), row("Смотр", number="4."))
    content = plan(section(*rows), layout={"numbering": "restart"})
    mended = repair(content, only(content, "numbers"))
    assert [one.number for one in rows_of(mended)] == ["1.", "2.", "3."]
    assert "numbers" not in codes(mended)


def test_exact_double_is_taken_out_and_a_near_one_is_left_to_people():
    content = plan_of(row("Круглый стол молодых учителей"), row("Круглый стол молодых учителей"))
    mended = repair(content, only(content, "doubled"))
    assert [one.uid for one in mended.sections[0].events] == ["e1", "report"]
    other = (ResponsibleContent("Другой отдел"),)
    near = plan_of(
        row("Круглый стол молодых учителей"),
        row("Круглый стол молодых учителей", responsible=other),
    )
    assert only(near, "doubled").repair is None


def test_empty_row_is_taken_out():
    content = plan_of(row(), EventContent())
    mended = repair(content, only(content, "row_empty"))
    assert [one.uid for one in mended.sections[0].events] == ["e1", "report"]


def test_finding_without_a_repair_refuses():
    content = plan_of(row(term=""))
    with pytest.raises(ValueError, match="нет исправления"):
        repair(content, only(content, "row_without_term"))


def test_repair_of_what_is_gone_changes_nothing():
    content = plan_of(row("Сбор  книг"))
    found = only(content, "double_space")
    gone = plan_of(row("Слёт", uid="other"))
    assert repair(gone, found) == gone


def test_row_in_a_sub_section_is_mended_there():
    inner = section(row("Сбор  книг", uid="deep"), uid="in")
    content = plan(replace(section(row(), REPORT), sections=(inner,)))
    mended = repair(content, only(content, "double_space"))
    assert mended.sections[0].sections[0].events[0].title == "Сбор книг"


def test_content_without_uids_gets_them_and_keeps_its_fingerprint():
    bare = plan(
        replace(section(uid=""), events=(row("Сбор  книг"),)), steps=(StepContent(verb="approve"),)
    )
    assert all(one.repair is None for one in check(bare) if one.uid == "" and one.field != "title")
    named = with_uids(bare)
    assert fingerprint(named) == fingerprint(bare)
    assert only(named, "double_space").repair is not None
    assert with_uids(named) == named


def test_keys_tell_findings_of_one_check_apart():
    content = plan_of(row("Cбор  книг «и", ""), row("Cбор  игр", "", responsible=()))
    keys = [one.key for one in check(content)]
    assert len(keys) == len(set(keys)) > 5


WORDS = st.text(alphabet='абвАcoxРH «»"()-\u00a0\n.1', max_size=60)


@given(WORDS)
def test_mending_twice_is_mending_once_and_keeps_the_letters(words):
    for mend in (with_russian_letters, without_double_spaces):
        once = mend(words)
        assert mend(once) == once
    assert [*with_angle_quotes(words)] == [
        after if before == '"' else before
        for before, after in zip(words, with_angle_quotes(words), strict=True)
    ]
    assert without_double_spaces(words).split() == words.split()
    assert len(with_russian_letters(words)) == len(words)


FIELDS = st.text(alphabet='абвг 0123456789.,;:()«»"_-–…ФИОиyxc\n', max_size=80)


@given(st.lists(st.tuples(FIELDS, FIELDS, FIELDS), max_size=4))
def test_check_never_raises_and_every_repair_can_be_made(rows):
    events = [
        row(title, term, responsible=(ResponsibleContent(who, "person"),), description=title[::-1])
        for title, term, who in rows
    ]
    content = plan_of(*events)
    for finding in check(content):
        if finding.repair:
            mended = repair(content, finding)
            assert mended != content
            check(mended)
