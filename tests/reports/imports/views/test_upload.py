"""A chair brings a plan in from a file: what becomes of a good one, and what of the others."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from events.drafting.queries.stored_content import read_content
from events.models import Plan
from events.plan.codec import fingerprint, to_json
from reports.models import ImportSession
from tests.plans import make_plan
from tests.reports.sources.word_samples import fill, say, written

pytestmark = pytest.mark.django_db

HEADS = ("№", "Наименование мероприятия", "Сроки", "Исполнитель", "Результат")
ROWS = (
    ("1.", "Круглый стол наставников", "март 2027 г.", "Совет объединения", "Памятка"),
    ("3.", "Выставка учебных проектов", "до 20 мая 2027 г.", "Секретарь", "Каталог"),
)


def word_plan() -> bytes:
    def build(document):
        say(document, "План работы клуба наставников на 2027 год", "center", bold=True)
        table = document.add_table(rows=0, cols=len(HEADS))
        for row in (HEADS, *ROWS):
            for cell, words in zip(table.add_row().cells, row, strict=True):
                fill(cell, words)

    return written(build)


def send(client, data: bytes, name: str = "план.docx"):
    values = {"file": SimpleUploadedFile(name, data)}
    return client.post(reverse("reports:plan_from_file"), values)


def paste(client, text: str, markup: str = ""):
    return client.post(reverse("reports:plan_from_file"), {"text": text, "markup": markup})


def to_draft(client, association, import_session, starts="2027-01-01", ends="2027-12-31"):
    values = {"association": association.pk, "starts": starts, "ends": ends}
    return client.post(reverse("reports:import_session_draft", args=[import_session.pk]), values)


def test_word_file_is_shown_and_becomes_a_draft(cast):
    client = cast.client("chair")
    answer = send(client, word_plan())
    import_session = ImportSession.objects.get()
    assert answer["Location"] == import_session.get_absolute_url()
    assert not Plan.objects.exists()
    page = client.get(answer["Location"]).text
    assert "Выставка учебных проектов" in page
    assert to_draft(client, cast.association, import_session)["Location"] == answer["Location"]
    plan = Plan.objects.get()
    assert plan.status == "draft"
    assert [event.title for event in plan.events.order_by("order")] == [row[1] for row in ROWS]
    assert plan.get_absolute_url() in client.get(answer["Location"]).text


def test_what_was_doubtful_stands_in_the_remarks(cast):
    client = cast.client("chair")
    send(client, word_plan())
    to_draft(client, cast.association, ImportSession.objects.get())
    (remark,) = Plan.objects.get().remarks.all()
    assert "3." in remark.text
    assert remark.made_by_name == "Чтение файла"


def test_json_of_the_portal_becomes_the_same_plan(cast):
    plan = make_plan("rmc-directions")
    content = read_content(plan)
    client = cast.client("chair")
    answer = send(client, json.dumps(to_json(content)).encode(), "план.json")
    assert "слово в слово" in client.get(answer["Location"]).text
    period = content.period
    to_draft(client, cast.association, ImportSession.objects.get(), period.starts, period.ends)
    brought = Plan.objects.get(association=cast.association)
    assert fingerprint(read_content(brought)) == fingerprint(content)


def test_json_of_years_far_off_is_refused(cast):
    values = to_json(read_content(make_plan("rmc-directions", rows=1)))
    values["period"] |= {"starts": "1000-01-01", "ends": "9999-12-31"}
    answer = send(cast.client("chair"), json.dumps(values).encode(), "план.json")
    assert answer.status_code == 422
    assert "должен лежать между" in answer.text
    assert not ImportSession.objects.exists()


def test_table_from_the_clipboard_is_read(cast):
    client = cast.client("chair")
    text = "\n".join("\t".join(row) for row in (HEADS, *ROWS))
    assert paste(client, text).status_code == 302
    assert ImportSession.objects.get().rows == len(ROWS)


def test_markup_of_a_paste_is_believed_before_its_text(cast):
    client = cast.client("chair")
    rows = "".join(
        f"<tr>{''.join(f'<td>{word}</td>' for word in row)}</tr>" for row in (HEADS, *ROWS)
    )
    assert paste(client, "одни слова", f"<table>{rows}</table>").status_code == 302
    assert ImportSession.objects.get().rows == len(ROWS)


def test_paste_without_a_table_is_refused_and_stays_in_the_form(cast):
    answer = paste(cast.client("chair"), "просто слова")
    assert answer.status_code == 422
    assert "просто слова" in answer.text
    assert not ImportSession.objects.exists()


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"just words", "план.docx", "Word"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "план.doc", ".docx"),
        (b"{", "план.json", "повреждён"),
        (b"[]", "план.json", "не план портала"),
    ],
)
def test_bad_file_is_refused_in_a_sentence_and_nothing_is_kept(cast, data, name, words):
    answer = send(cast.client("chair"), data, name)
    assert answer.status_code == 422
    assert words in answer.text
    assert not ImportSession.objects.exists()


def test_large_file_is_refused_before_it_is_read(cast, monkeypatch):
    monkeypatch.setattr("reports.imports.rules.batch.MAX_FILE_BYTES", 100)
    answer = send(cast.client("chair"), word_plan())
    assert answer.status_code == 422
    assert "слишком велик" in answer.text


def test_too_many_files_in_work_are_refused(cast, monkeypatch):
    monkeypatch.setattr("reports.imports.rules.uploads.MOST_AT_ONCE", 1)
    client = cast.client("chair")
    send(client, word_plan())
    answer = send(client, word_plan())
    assert answer.status_code == 422
    assert ImportSession.objects.count() == 1


def test_who_writes_no_plans_is_told_so(cast):
    assert cast.client("curator").get(reverse("reports:plan_from_file")).status_code == 403
