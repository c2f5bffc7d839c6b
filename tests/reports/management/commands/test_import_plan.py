"""The command: what it prints, what it stores, what it refuses."""

import json
import re
from io import StringIO

import pytest
from django.core.management import call_command

from associations.models import Association, Institution
from events.drafting.queries.stored_content import read_content
from events.models import Layout, Plan, Requirement
from events.plan.codec import fingerprint, from_json
from tests.factories import make_association
from tests.reports.sources.word_samples import plan, say, table, written

pytestmark = pytest.mark.django_db

ROWS = [
    ["№ п/п", "Мероприятие", "Срок", "Ответственные"],
    "I. Учёба",
    ["1.", "Смотр кабинетов", "май 2031", "Полякова Р.Д.\nЦРО"],
    ["2.", "Заседание № 1\n1. Итоги.\n2. Разное.", "июнь", "ЦРО"],
    "II. Досуг",
    ["4.", "Круг чтения:\n- «Утро» (12.03.2031);\n- «День» (май).", "в течение года", "ЦРО"],
]


def run(*arguments):
    out, err = StringIO(), StringIO()
    code: int | str | None = 0
    try:
        call_command("import_plan", *map(str, arguments), stdout=out, stderr=err)
    except SystemExit as stopped:
        code = stopped.code
    return code, out.getvalue(), err.getvalue()


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "план.docx"
    path.write_bytes(plan(ROWS))
    return path


def saved(*arguments):
    code, out, err = run(*arguments, "--save")
    assert (code, err) == (0, "")
    return Plan.objects.get(pk=int(out.splitlines()[-1]))


def refused(*arguments):
    before = (Association.objects.count(), Plan.objects.count(), Layout.objects.count())
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert err.endswith(".\n")
    assert err.count("\n") == 1
    assert before == (Association.objects.count(), Plan.objects.count(), Layout.objects.count())
    return err


def test_json_is_the_canonical_plan_and_what_was_noticed(file):
    code, out, err = run(file, "--json")
    values = json.loads(out)
    assert (code, err) == (0, "")
    assert values["format"] == "plans-portal/plan"
    assert [column["role"] for column in values["columns"]] == [
        "number",
        "event",
        "term",
        "responsible",
    ]
    assert values["unplaced"] == []
    assert values["findings"][0] == {
        "text": "Строка напечатана под номером 4., а по порядку 3.",
        "place": "таблица 1, строка 6",
    }
    assert values["fingerprint"] == fingerprint(from_json(values))
    assert Plan.objects.count() == 0


def test_json_holds_what_the_check_finds_too(file):
    _, out, _ = run(file, "--json")
    checked = [one for one in json.loads(out)["findings"] if "code" in one]
    assert {one["code"] for one in checked} == {"no_steps", "dated_events", "numbers"}
    assert next(one for one in checked if one["code"] == "dated_events") == {
        "text": "Строка 4: в одной ячейке несколько мероприятий со своими датами (2), "
        "а в графе срока — «в течение года».",
        "place": "строка 4",
        "code": "dated_events",
        "severity": "warns",
    }
    assert next(one for one in checked if one["code"] == "no_steps")["severity"] == "blocks"


def test_check_of_a_file_asks_what_the_institution_requires(file):
    owner = make_association(kind="omo")
    Requirement.objects.create(institution=owner.institution, kind="omo", sections="Наставничество")
    for arguments in (("--association", owner.pk), ("--association", owner.pk, "--save")):
        _, out, _ = run(file, "--json", *arguments)
        found = json.JSONDecoder().raw_decode(out)[0]["findings"]
        assert "section_missing" in [one.get("code") for one in found]


def test_summary_tells_people_what_was_read(file):
    code, out, _ = run(file)
    assert code == 0
    assert "Период: 2031-01-01 – 2031-12-31" in out
    assert "Разделов: 2, строк: 3" in out
    assert "Замечание (таблица 1, строка 6)" in out
    assert "Проверка: Строка 4: в одной ячейке несколько мероприятий" in out


def test_every_word_of_the_file_is_counted(file):
    _, out, _ = run(file)
    assert re.search(
        r"Слов в файле: (\d+) = в плане \d+ \+ без места 0 \+ номера и повторы \d+", out
    )
    _, out, _ = run(file, "--json")
    words = json.loads(out)["words"]
    assert words["source"] == words["placed"] + words["unplaced"] + words["left_off"] > 0


def test_each_part_is_told_with_its_confidence_and_reason(file):
    _, out, _ = run(file, "--json")
    values = json.loads(out)
    assert {one["what"] for one in values["facts"]} == {"table", "period", "association"}
    assert all(one["reason"] and 0 < one["confidence"] <= 1 for one in values["facts"])
    kinds = [one["kind"] for one in values["rows"]]
    assert kinds == ["head", "section", "event", "event", "section", "event"]


def test_save_stores_what_was_read(file):
    _, out, _ = run(file, "--json")
    content = from_json(json.loads(out))
    stored = saved(file)
    assert stored.status == Plan.Status.DRAFT
    assert fingerprint(read_content(stored)) == fingerprint(content)


def test_history_tells_that_the_server_made_the_draft(file):
    (change,) = saved(file).changes.all()
    assert (change.by_name, change.by) == ("Сервер портала", None)
    assert "строк 3" in change.words


def test_save_makes_the_association_and_the_institution_once(file):
    stored = saved(file)
    assert Institution.objects.count() == 1
    assert stored.association.kind == "omo"
    assert stored.association.name == "Областное методическое объединение учителей Заречья"
    assert stored.association.name_genitive.startswith("областного методического")


def test_save_finds_the_association_by_name_in_any_case(file):
    owner = make_association(kind="omo", name="ОБЛАСТНОЕ методическое объединение учителей Заречья")
    assert saved(file).association == owner
    assert Association.objects.count() == 1


def test_save_finds_the_association_by_its_name_in_the_genitive(file):
    owner = make_association(
        kind="omo", name_genitive="областного методического объединения учителей Заречья"
    )
    assert saved(file).association == owner


def test_save_for_a_given_association(file):
    owner = make_association()
    assert saved(file, "--association", owner.pk).association == owner


def test_json_of_a_given_association_names_it(file):
    owner = make_association(kind="rmc", name="Центр Заречья")
    _, out, _ = run(file, "--association", owner.pk, "--json")
    assert json.loads(out)["association"] == {"kind": "rmc", "name": "Центр Заречья"}


def test_save_and_json_together_end_with_the_plan(file):
    code, out, _ = run(file, "--save", "--json")
    values, number = out.splitlines()
    assert code == 0
    assert json.loads(values)["fingerprint"] == fingerprint(
        read_content(Plan.objects.get(pk=int(number)))
    )


def test_json_file_gives_the_same_fingerprint(file, tmp_path):
    _, first, _ = run(file, "--json")
    again = tmp_path / "план.json"
    again.write_text(first)
    _, second, _ = run(again, "--json")
    assert json.loads(first)["fingerprint"] == json.loads(second)["fingerprint"]
    stored = saved(again)
    call_command("export_plan", stored.pk, format="json", output=tmp_path / "out.json")
    _, third, _ = run(tmp_path / "out.json", "--json")
    assert json.loads(third)["fingerprint"] == json.loads(first)["fingerprint"]


def test_known_layout_is_taken_where_the_headings_are_the_same(tmp_path):
    known = Layout.objects.get(code="moc-results", institution=None)
    head = [column.heading for column in known.columns.order_by("order")]
    path = tmp_path / "план.docx"
    path.write_bytes(plan([head, ["1.", "Смотр", "май", "ЦРО, школы", "Список"]]))
    assert saved(path).layout == known


def test_second_plan_of_the_same_period_is_refused(file):
    saved(file)
    assert "уже есть план на этот период" in refused(file, "--save")


def test_file_that_is_not_there_is_refused(tmp_path):
    assert "не удалось открыть" in refused(tmp_path / "нет.docx", "--save")


def test_folder_is_refused(tmp_path):
    assert "не удалось открыть" in refused(tmp_path)


def test_unknown_association_is_refused(file):
    assert "Объединения с номером 999 нет" in refused(file, "--association", 999)


def test_file_that_does_not_tell_whose_plan_it_is_is_refused(tmp_path):
    path = tmp_path / "план.docx"
    path.write_bytes(plan(ROWS, title=("План работы на 2031 год",)))
    assert "--association" in refused(path, "--save")


def test_file_without_a_period_is_refused_only_when_saved(tmp_path):
    path = tmp_path / "план.docx"
    rows = [ROWS[0], ["1.", "Смотр", "май", "ЦРО"]]
    path.write_bytes(plan(rows, title=("План центра наставников",)))
    assert run(path, "--json")[0] == 0
    assert "период" in refused(path, "--save")


def test_text_too_long_for_a_field_is_refused_whole(tmp_path):
    path = tmp_path / "план.docx"
    path.write_bytes(plan([ROWS[0], ["1.", "Смотр", "май " * 300, "ЦРО"]]))
    assert "500" in refused(path, "--save")


def test_responsible_too_long_for_its_field_is_refused(tmp_path):
    path = tmp_path / "план.docx"
    path.write_bytes(plan([ROWS[0], ["1.", "Смотр", "май", "слово " * 300]]))
    assert "Поле «ответственный" in refused(path, "--save")


def test_column_without_a_heading_is_kept(tmp_path):
    path = tmp_path / "план.docx"
    path.write_bytes(plan([["№", "Мероприятие", ""], ["1.", "Смотр", "май 2031"]]))
    stored = saved(path)
    assert [c.heading for c in stored.layout.columns.order_by("order")] == ["№", "Мероприятие", ""]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "пуст"),
        (b"PK\x03\x04 nothing", "повреждён"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "таблиц"),
        (b"just words", "не читает"),
        (written(lambda d: say(d, "План")), "ни одной таблицы"),
        (written(lambda d: table(d, [["Имя", "Телефон"], ["а", "б"]])), "нет таблицы плана"),
    ],
)
@pytest.mark.parametrize("options", [[], ["--json"], ["--save"]])
def test_bad_word_file_is_refused(tmp_path, content, words, options):
    path = tmp_path / "план.docx"
    path.write_bytes(content)
    assert words in refused(path, *options)


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "17", '{"format": "другое"}', '{"format": "plans-portal/plan", "version": 9}',
     '{"format": "plans-portal/plan", "version": 1, "title": "строка"}', "[" * 100_000],
)  # fmt: skip
def test_bad_json_file_is_refused(tmp_path, text):
    path = tmp_path / "план.json"
    path.write_text(text)
    refused(path, "--save")


def test_seeds_come_back_from_the_database_as_they_were_read(shared):
    for file in sorted((shared / "seeds").glob("*.docx")):
        _, out, _ = run(file, "--json")
        assert fingerprint(read_content(saved(file))) == json.loads(out)["fingerprint"]
