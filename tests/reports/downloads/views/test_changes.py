"""What changed, as a working paper."""

import io

from django.urls import reverse
from pypdf import PdfReader

from tests.changed import edit, returned_plan, rows_in_order, sent_again


def paper(client, plan, **asked: str) -> PdfReader:
    answer = client.get(reverse("reports:changes_pdf", args=[plan.pk]), asked)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"] == "private, no-cache"
    return PdfReader(io.BytesIO(answer.content))


def words_of(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_paper_tells_what_became_of_each_row(cast):
    plan = sent_again(cast)
    client = cast.client("approver")
    reader = paper(client, plan)
    words = words_of(reader)
    for told in ("РАБОЧИЙ МАТЕРИАЛ", "Изменена", "Удалена", "Добавлена", "Слёт молодых учителей"):
        assert told in words
    assert "Заседание № 2" not in words
    assert "Заседание № 2" in words_of(paper(client, plan, rows="all"))
    # Nothing hangs over the edge: the last column ends with the sheet's text.
    assert reader.metadata.title.startswith("Изменения. План")


def test_paper_tells_nothing_unsent(cast):
    plan = returned_plan(cast)
    edit(rows_in_order(plan)[0], cast.actor("chair"), title="Щыстрока")
    assert "Щыстрока" in words_of(paper(cast.client("chair"), plan))
    assert "Щыстрока" not in words_of(paper(cast.client("approver"), plan))


def test_too_many_rows_are_refused_in_words(cast, settings):
    settings.PRINT_ROWS_AT_ONCE = 3
    plan = sent_again(cast)
    address = reverse("reports:changes_pdf", args=[plan.pk])
    answer = cast.client("approver").get(address, {"rows": "all"}, follow=True)
    assert answer.redirect_chain[-1][0].startswith(reverse("events:plan_changes", args=[plan.pk]))
    assert "слишком много строк" in answer.text
