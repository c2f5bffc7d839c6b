from dataclasses import replace

from reports.recognition import recognise
from reports.recognition.result import Findings, Unplaced, WordCount
from reports.recognition.word_accounting import (
    count_words,
    missing_text,
    placed_text,
    source_lines,
    with_labels,
)
from reports.sources.docx import read_word
from reports.sources.source_document import Run, SourceDocument, SourceParagraph
from tests.reports.recognition.recognised import HEAD
from tests.reports.sources.word_samples import plan

ROWS = [HEAD, ["1.", "Смотр кабинетов", "май", "ЦРО"]]


def text(*lines):
    return SourceDocument(tuple(SourceParagraph((Run(line),)) for line in lines))


def test_lines_of_a_document_with_their_places():
    lines = list(source_lines(read_word(plan(ROWS, title=["План на 2031 год"]))))
    assert lines[0] == ("абзац 1", "План на 2031 год")
    assert ("таблица 1, строка 2, графа 2", "Смотр кабинетов") in lines


def test_text_that_is_kept_nowhere_is_found_with_its_place():
    source = text("Смотр всех кабинетов", "Слёт", "слёт")
    assert missing_text(source, ["Смотр кабинетов", "Слёт"]) == [
        Unplaced("Смотр всех кабинетов", "абзац 1", ("всех",)),
        Unplaced("слёт", "абзац 3", ("слёт",)),
    ]
    assert missing_text(source, ["слёт слёт", "всех", "кабинетов смотр"]) == []


def test_cell_with_missing_words_is_whole_and_has_its_address():
    source = read_word(plan([HEAD, ["1.", "Смотр всех кабинетов\nи прочих классов", "май", "ЦРО"]]))
    kept = [*HEAD, "Смотр кабинетов", "и классов", "май", "ЦРО"]
    *_, found = missing_text(source, kept)
    assert found.text == "Смотр всех кабинетов\nи прочих классов"
    assert found.missing == ("всех", "прочих")
    assert found.place == "таблица 1, строка 2, графа 2"


def test_field_that_is_taken_from_the_plan_is_counted_as_lost():
    source = read_word(plan(ROWS))
    content = recognise(source).content
    findings = Findings(left_off=["1."])
    assert count_words(source, content, findings).is_whole
    assert "Смотр кабинетов" in list(placed_text(content))
    (section,) = content.sections
    (event,) = section.events
    section = replace(section, events=(replace(event, title="Смотр"),))
    without = replace(content, sections=(section,))
    assert count_words(source, without, findings).lost == 1
    findings.lose("кабинетов", "таблица 1")
    assert count_words(source, without, findings).unplaced == 1


def test_removed_labels_are_left_off_and_other_removed_words_are_lost():
    count = WordCount(source=2, placed=2)
    before, after = text("Отв. методист", "Срок май"), text("методист", "май")
    assert with_labels(count, before, after, ["Отв", "Срок"]).is_whole
    assert with_labels(count, before, after, ["Отв"]).lost == 1
