"""The register of remarks as a workbook."""

import io

from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from events.remarks.rules.answering import move_remark
from tests.events.remarks.places import first_row, remark_on_row, sent_plan

URL = "/remarks/register.xlsx"


def rows_of(data: bytes) -> list[tuple[object, ...]]:
    sheet = load_workbook(io.BytesIO(data)).active
    return list(sheet.iter_rows(values_only=True))


def test_workbook_has_the_remarks_with_their_answers(cast):
    plan = sent_plan(cast)
    remark = remark_on_row(cast, plan, field="term", text="=1+1", suggestion="20 мая")
    move_remark(remark=remark, move="answer", text="Учтём.", by=cast.actor("chair"))
    answer = cast.client("approver").get(URL)
    assert "attachment" in answer["Content-Disposition"]
    head, row = rows_of(answer.content)
    told = dict(zip(head, row, strict=True))
    assert told["Объединение"] == cast.association.name
    assert told["Место"] == "Строка 1, срок"
    assert told["Что там было"] == first_row(plan).term
    assert (told["Замечание"], told["Предложено"]) == ("=1+1", "20 мая")
    assert told["Ответы"] == f"{cast.actor('chair').name}: Учтём."


def test_it_obeys_the_filters_and_the_rights(cast):
    plan = sent_plan(cast)
    remark_on_row(cast, plan)
    remark_on_row(cast, plan, text="Лучше так.", severity="wish")
    assert len(rows_of(cast.client("chair").get(URL).content)) == 3
    assert len(rows_of(cast.client("chair").get(URL, {"severity": "wish"}).content)) == 2
    assert len(rows_of(cast.client("stranger").get(URL).content)) == 1


def test_it_asks_the_database_the_same_for_one_and_for_many(cast):
    plan, counts = sent_plan(cast), []
    for text in ("Раз.", "Два.", "Три."):
        remark_on_row(cast, plan, text=text)
        client = cast.client("chair")
        with CaptureQueriesContext(connection) as queries:
            client.get(URL)
        counts.append(len(queries))
    assert len(set(counts)) == 1
