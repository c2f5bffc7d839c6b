import json

from reports.recognition import recognised_as_json
from reports.recognition.result import Findings, WordCount
from tests.reports.recognition.recognised import read
from tests.reports.sources.word_samples import plan

ROWS = [["Мероприятие", "Срок начала", "Срок окончания"], ["Смотр", "май", "июнь"]]


def test_words_in_no_place_are_lost():
    assert WordCount(source=9, placed=5, unplaced=3, left_off=1).is_whole
    count = WordCount(source=9, placed=5, unplaced=1, left_off=1)
    assert (count.lost, count.is_whole) == (2, False)


def test_only_text_is_kept_as_unplaced():
    findings = Findings()
    findings.lose("  ", "абзац 1")
    findings.lose(" Слово ", "абзац 2")
    assert [(one.text, one.place) for one in findings.unplaced] == [("Слово", "абзац 2")]


def test_json_of_what_was_recognised():
    made = json.loads(json.dumps(recognised_as_json(read(plan(ROWS)))))
    assert [column["role"] for column in made["columns"]] == ["event", "term", "term"]
    assert [(row["place"], row["kind"]) for row in made["rows"]] == [
        ("таблица 1, строка 1", "head"),
        ("таблица 1, строка 2", "event"),
    ]
    assert made["words"]["source"] == made["words"]["placed"] + made["words"]["left_off"]
    assert (made["unplaced"], made["findings"]) == ([], [])
