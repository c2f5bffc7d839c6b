"""Files read into plans, and refusals in one line."""

import pytest
from django.core.exceptions import ValidationError

from events.drafting.queries.stored_content import read_content
from events.models import Remark
from reports.imports.rules.drafts import (
    NO_PERIOD,
    create_draft_from_import,
    recognise_file,
    sentence_of,
)
from reports.office_files.docx import word_bytes
from reports.paper.document import build_document
from reports.sources.source_document import SourceError
from tests.reports.paper.papers import plan_of
from tests.reports.recognition.recognised import HEAD
from tests.reports.sources.word_samples import plan

ROWS = [HEAD, ["1", "Слёт", "май", "Методист"], ["2", "Смотр", "июнь", "Секретарь"]]


@pytest.mark.django_db
def test_doubts_become_remarks_at_their_rows(cast):
    content = recognise_file(plan(ROWS), "план.docx").content
    made = create_draft_from_import(
        association=cast.association,
        content=content,
        doubts=[("О плане.", None), ("О строке.", 1)],
        by=cast.actor("chair"),
    )
    assert [event.title for event in read_content(made).all_events()] == ["Слёт", "Смотр"]
    second = made.events.get(title="Смотр").uid
    assert set(Remark.objects.values_list("text", "uid")) == {
        ("О плане.", ""),
        ("О строке.", second),
    }


@pytest.mark.django_db
def test_plan_without_a_period_is_no_draft(cast):
    content = recognise_file(plan(ROWS, title=("План работы",)), "план.docx").content
    with pytest.raises(ValidationError, match=NO_PERIOD):
        create_draft_from_import(
            association=cast.association, content=content, doubts=(), by=cast.actor("chair")
        )


LONG = "а; " * 7_000


def test_a_file_with_a_cell_too_long_to_be_recognised_is_refused():
    with pytest.raises(SourceError, match="таблица 1, строка 3, столбец 2"):
        recognise_file(plan([*ROWS[:2], ["2", LONG, "июнь", "Секретарь"]]), "план.docx")


def test_a_long_cell_of_ones_own_plan_comes_back():
    document = build_document(plan_of(LONG, "вторая"), status="draft")
    content = recognise_file(word_bytes(document), "план.docx").content
    assert [event.title for event in content.all_events()] == [LONG, "вторая"]


def test_refusal_names_its_field():
    assert sentence_of(ValidationError({"title": ["Слишком длинно."]})) == (
        "Поле «мероприятие или заголовок»: Слишком длинно."
    )
    assert sentence_of(ValidationError({"__all__": ["Такой план есть."]})) == "Такой план есть."
    assert sentence_of(ValidationError(["Раз.", "Два."])) == "Раз. Два."
