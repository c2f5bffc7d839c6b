"""A chair brings a plan in from a file: what becomes of a good one, and what of the others."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from events.content import fingerprint, to_json
from events.models import Plan
from events.reading import read_content
from tests.plans import make_plan
from tests.reports.word_samples import fill, say, written

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


def send(client, association, data: bytes, name: str = "план.docx"):
    values = {"association": association.pk, "file": SimpleUploadedFile(name, data)}
    return client.post(reverse("reports:plan_from_file"), values)


def test_word_file_becomes_a_draft(cast):
    answer = send(cast.client("chair"), cast.association, word_plan())
    plan = Plan.objects.get()
    assert answer["Location"] == plan.get_absolute_url()
    assert plan.status == "draft"
    assert [event.title for event in plan.events.order_by("order")] == [row[1] for row in ROWS]


def test_what_was_doubtful_stands_in_the_remarks(cast):
    send(cast.client("chair"), cast.association, word_plan())
    (remark,) = Plan.objects.get().remarks.all()
    assert "3." in remark.text
    assert remark.made_by_name == "Чтение файла"


def test_json_of_the_portal_becomes_the_same_plan(cast):
    plan = make_plan("rmc-directions")
    content = read_content(plan)
    data = json.dumps(to_json(content)).encode()
    send(cast.client("chair"), cast.association, data, "план.json")
    brought = Plan.objects.get(association=cast.association)
    assert fingerprint(read_content(brought)) == fingerprint(content)


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
    answer = send(cast.client("chair"), cast.association, data, name)
    assert answer.status_code == 422
    assert words in answer.text
    assert not Plan.objects.exists()


def test_large_file_is_refused_before_it_is_read(cast, monkeypatch):
    monkeypatch.setattr("reports.forms.MAX_FILE_BYTES", 100)
    answer = send(cast.client("chair"), cast.association, word_plan())
    assert answer.status_code == 422
    assert "слишком велик" in answer.text


def test_second_plan_of_the_period_is_refused(cast):
    client = cast.client("chair")
    send(client, cast.association, word_plan())
    answer = send(client, cast.association, word_plan())
    assert answer.status_code == 422
    assert "уже есть план" in answer.text
    assert Plan.objects.count() == 1


def test_plan_of_another_association_is_not_offered(cast):
    answer = send(cast.client("chair"), cast.other_association, word_plan())
    assert answer.status_code == 422
    assert not Plan.objects.exists()


def test_who_writes_no_plans_is_told_so(cast):
    assert cast.client("curator").get(reverse("reports:plan_from_file")).status_code == 403
