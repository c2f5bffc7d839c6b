"""The wizard's pages: the source beside the plan, corrections seen at once, and the draft."""

import uuid

import pytest
from django.conf import settings
from django.db import connection
from django.urls import reverse

from events.drafting.rules.rows import delete_event
from events.models import Plan
from events.plan.period import Period
from events.templatetags.plans import with_time
from reports.imports.rules.uploads import upload
from reports.imports.rules.wizard import make_draft
from reports.models import ImportSession
from tests.plans import make_plan
from tests.reports.recognition.recognised import HEAD
from tests.reports.sources.word_samples import plan

pytestmark = pytest.mark.django_db

ROWS = [["1", "Слёт\nСбор", "май", "Методист"], ["2", "Смотр", "июнь", "Секретарь"]]


@pytest.fixture
def import_session(cast):
    return upload(data=plan([HEAD, *ROWS]), name="план.docx", by=cast.actor("chair"))


def say(client, import_session, said, seen="0", **more):
    values = {"say": said, "seen": seen, **more}
    return client.post(import_session.get_absolute_url(), values)


def settled(cast, **more):
    return {
        "association": cast.association.pk,
        "starts": "2031-01-01",
        "ends": "2031-12-31",
        **more,
    }


def test_page_shows_the_source_beside_the_plan(cast, import_session):
    page = cast.client("chair").get(import_session.get_absolute_url()).text
    assert page.count("Смотр") == 2
    assert 'id="t1r3"' in page
    assert "Сомнений нет" in page


def test_page_tells_whose_plan_the_file_says_it_is(cast, import_session):
    page = cast.client("chair").get(import_session.get_absolute_url()).text
    assert "В файле названо: Областное методическое объединение учителей Заречья" in page


def test_correction_is_seen_at_once_and_leads_back_to_its_row(cast, import_session):
    client = cast.client("chair")
    answer = say(client, import_session, "row 1 2 section")
    assert answer["Location"] == f"{import_session.get_absolute_url()}#t1r3"
    page = client.get(answer["Location"]).text
    assert 'class="became-heading">2. Смотр июнь Секретарь' in page


def test_correction_of_a_column_leads_back_to_its_column(cast, import_session):
    client = cast.client("chair")
    answer = say(client, import_session, "column 1 3 result")
    assert answer["Location"] == f"{import_session.get_absolute_url()}#t1c4"
    page = client.get(answer["Location"]).text
    assert '<th scope="col" id="t1c4"' in page
    assert 'id="say-t1c4"' in page


def test_htmx_is_answered_with_the_reading_alone(cast, import_session):
    answer = cast.client("chair").post(
        import_session.get_absolute_url(),
        {"say": "row 1 2 left", "seen": "0"},
        headers={"HX-Request": "true"},
    )
    assert answer.text.lstrip().startswith('<div id="import-session"')
    assert "say-t1r3" in answer["HX-Trigger-After-Settle"]
    assert "Вы не переносите (таблица 1, строка 3): " in answer.text
    assert "Осталось без места" not in answer.text


def test_row_is_parted_at_the_ticked_lines(cast, import_session):
    client = cast.client("chair")
    say(client, import_session, "split 1 1 -", at=["1 1 1", "1 2 1"])
    import_session.refresh_from_db()
    assert import_session.rows == 3


def test_undo_leads_to_the_row_where_the_correction_was(cast, import_session):
    client = cast.client("chair")
    say(client, import_session, "row 1 2 left")
    answer = say(client, import_session, "undo", seen="1")
    assert answer["Location"] == f"{import_session.get_absolute_url()}#t1r3"


def test_refusal_to_htmx_stands_in_the_strip_and_leaves_the_focus(cast, import_session):
    answer = cast.client("chair").post(
        import_session.get_absolute_url(),
        {"say": "table 1 0 other", "seen": "0"},
        headers={"HX-Request": "true"},
    )
    assert answer.text.index("import-strip") < answer.text.index("ни одной строки плана")
    assert "say-t1" in answer["HX-Trigger-After-Settle"]


def test_doubt_of_a_number_is_marked_at_its_row(cast):
    rows = [["1", "Слёт", "май", "Методист"], ["5", "Смотр", "июнь", "Секретарь"]]
    import_session = upload(data=plan([HEAD, *rows]), name="план.docx", by=cast.actor("chair"))
    page = cast.client("chair").get(import_session.get_absolute_url()).text
    assert 'id="t1r2" data-kind="event">' in page
    assert 'id="t1r3" data-kind="event" data-doubt>' in page
    assert "а по порядку 2 (таблица 1, строка 3)." in page


def test_correction_is_taken_back(cast, import_session):
    client = cast.client("chair")
    say(client, import_session, "row 1 2 left")
    say(client, import_session, "column 1 2 left", seen="1")
    say(client, import_session, "undo", seen="2")
    import_session.refresh_from_db()
    assert len(import_session.corrections) == 1
    say(client, import_session, "over", seen="1")
    import_session.refresh_from_db()
    assert (import_session.corrections, import_session.rows, import_session.doubts) == ([], 2, 0)


def test_correction_of_a_page_grown_old_is_refused(cast, import_session):
    client = cast.client("chair")
    say(client, import_session, "row 1 2 left")
    answer = say(client, import_session, "row 1 1 left", seen="0")
    assert "в другом окне" in client.get(answer["Location"]).text
    import_session.refresh_from_db()
    assert len(import_session.corrections) == 1


@pytest.mark.parametrize(
    "said",
    ["", "row", "row 1 x section", "row 1 99 left", "row 1 1 king", "fly 1 1 left", "split 1 2 -",
     "table 1 0 other", "row -1 1 left", "column 1 99999999999999 term", "row 1 1 left extra"],
)  # fmt: skip
def test_correction_that_cannot_be_is_refused_in_a_sentence(cast, import_session, said):
    client = cast.client("chair")
    answer = say(client, import_session, said)
    assert answer.status_code == 302
    assert "alert" in client.get(answer["Location"]).text
    import_session.refresh_from_db()
    assert import_session.corrections == []


def test_draft_needs_an_association_and_its_days(cast, import_session):
    address = reverse("reports:import_session_draft", args=[import_session.pk])
    answer = cast.client("chair").post(address, settled(cast, association="", ends="2030-01-01"))
    assert answer.status_code == 422
    assert "Выберите объединение" in answer.text
    assert "раньше, чем начинается" in answer.text
    assert not Plan.objects.exists()


def test_plan_of_another_association_is_not_made(cast, import_session):
    address = reverse("reports:import_session_draft", args=[import_session.pk])
    answer = cast.client("chair").post(
        address, settled(cast, association=cast.other_association.pk)
    )
    assert answer.status_code == 422
    assert not Plan.objects.exists()


def test_second_plan_of_the_period_is_refused_and_the_file_stays_in_work(cast, import_session):
    client = cast.client("chair")
    client.post(reverse("reports:import_session_draft", args=[import_session.pk]), settled(cast))
    again = upload(data=plan([HEAD, *ROWS]), name="план.docx", by=cast.actor("chair"))
    answer = client.post(reverse("reports:import_session_draft", args=[again.pk]), settled(cast))
    assert answer.status_code == 422
    assert "уже есть план" in answer.text
    again.refresh_from_db()
    assert again.state == ImportSession.State.READ


def test_whole_import_is_undone_and_made_again(cast, import_session):
    client = cast.client("chair")
    draft = reverse("reports:import_session_draft", args=[import_session.pk])
    client.post(draft, settled(cast))
    assert "Отменить импорт" in client.get(import_session.get_absolute_url()).text
    client.post(reverse("reports:import_session_take_back", args=[import_session.pk]))
    assert not Plan.objects.visible_to(cast.actor("chair")).exists()
    client.post(draft, settled(cast))
    assert Plan.objects.visible_to(cast.actor("chair")).count() == 1


def test_page_of_a_done_import_tells_of_changes_since(cast, import_session):
    client = cast.client("chair")
    client.post(reverse("reports:import_session_draft", args=[import_session.pk]), settled(cast))
    assert (
        "После импорта черновик правили" not in client.get(import_session.get_absolute_url()).text
    )
    draft = Plan.objects.get()
    delete_event(event=draft.events.first(), by=cast.actor("chair"))
    assert "правили, изменений: 1" in client.get(import_session.get_absolute_url()).text


def test_period_of_the_form_is_the_plans(cast, import_session):
    address = reverse("reports:import_session_draft", args=[import_session.pk])
    cast.client("chair").post(address, settled(cast, starts="2031-09-01", ends="2032-08-31"))
    assert Plan.objects.get().period.kind == "academic"


@pytest.mark.parametrize("days", [("9999-01-01", "9999-12-31"), ("1000-01-01", "2031-12-31")])
def test_days_of_no_plan_are_refused_and_the_file_can_still_be_read(cast, import_session, days):
    client = cast.client("chair")
    address = reverse("reports:import_session_draft", args=[import_session.pk])
    answer = client.post(address, settled(cast, starts=days[0], ends=days[1]))
    assert answer.status_code == 422
    assert "должен лежать между" in answer.text
    assert client.get(import_session.get_absolute_url()).status_code == 200


def test_what_was_read_is_thrown_away(cast, import_session):
    cast.client("chair").post(reverse("reports:import_session_drop", args=[import_session.pk]))
    assert not ImportSession.objects.exists()


def test_words_of_the_file_are_no_markup(cast):
    rows = [HEAD, ["1", "<script>alert(1)</script>", "май", "<b>Все</b>"]]
    import_session = upload(data=plan(rows), name="<i>план</i>.docx", by=cast.actor("chair"))
    page = cast.client("chair").get(import_session.get_absolute_url()).text
    assert "<script>alert" not in page
    assert "<i>план" not in page
    assert "<b>Все" not in page


@pytest.mark.parametrize("rows", [1, 60])
def test_page_asks_as_much_for_many_rows_as_for_one(cast, rows, django_assert_num_queries):
    table = [HEAD, *([str(at), f"Слёт {at}", "май", "Методист"] for at in range(1, rows + 1))]
    import_session = upload(data=plan(table), name="план.docx", by=cast.actor("chair"))
    client = cast.client("chair")
    client.get(import_session.get_absolute_url())
    with django_assert_num_queries(QUERIES):
        client.get(import_session.get_absolute_url())


# The calendar of the school year is one of them.
QUERIES = 18


def test_page_says_how_long_an_import_may_be_undone(cast, import_session):
    client = cast.client("chair")
    client.post(reverse("reports:import_session_draft", args=[import_session.pk]), settled(cast))
    import_session.refresh_from_db()
    assert import_session.kept_until - import_session.touched_at == settings.IMPORTS_KEPT
    page = client.get(import_session.get_absolute_url()).text
    assert f"до {with_time(import_session.kept_until)}: потом" in page


def test_page_warns_of_a_plan_that_is_there_already(cast, import_session):
    client = cast.client("chair")
    warning = "На этот период у объединения уже есть план"
    assert warning not in client.get(import_session.get_absolute_url()).text
    period = Period.of_calendar_year(2031)
    other = make_plan("moc-results", association=cast.association, period=period, rows=1)
    page = client.get(import_session.get_absolute_url()).text
    assert warning in page
    assert other.get_absolute_url() in page


@pytest.mark.parametrize("page", ["plan_history", "plan_remove"])
def test_draft_leads_its_maker_back_to_the_undo_of_the_import(cast, import_session, page):
    client = cast.client("chair")
    client.post(reverse("reports:import_session_draft", args=[import_session.pk]), settled(cast))
    made = Plan.objects.get()
    link = f'href="{import_session.get_absolute_url()}"'
    address = reverse(f"events:{page}", args=[made.pk])
    assert link in client.get(address).text
    assert link not in cast.client("secretary").get(address).text
    client.post(reverse("reports:import_session_drop", args=[import_session.pk]))
    assert link not in client.get(address).text


def test_address_of_a_refused_draft_leads_to_the_file(cast, import_session):
    client = cast.client("chair")
    address = reverse("reports:import_session_draft", args=[import_session.pk])
    assert client.post(address, {}).status_code == 422
    assert client.get(address)["Location"] == import_session.get_absolute_url()


def test_next_file_of_many_is_one_press_away(cast, import_session):
    chair = cast.actor("chair")
    names = ("второй.docx", "третий.docx")
    second, _ = (upload(data=plan([HEAD, *ROWS]), name=name, by=chair) for name in names)
    ImportSession.objects.update(batch=uuid.uuid4())
    client = cast.client("chair")
    client.post(reverse("reports:import_session_draft", args=[import_session.pk]), settled(cast))
    page = client.get(import_session.get_absolute_url()).text
    assert f'href="{second.get_absolute_url()}">Следующий файл: второй.docx' in page


def test_every_doubt_of_the_page_stands_in_the_draft_beside_its_row(cast):
    rows = [["1", "Слёт", "май", "срочно"], ["5", "Смотр", "июнь", "очно"]]
    title = ("План работы", "областного объединения учителей")
    data = plan([["№", "Мероприятие", "Срок", "Пометка"], *rows], title=title)
    import_session = upload(data=data, name="план.docx", by=cast.actor("chair"))
    client = cast.client("chair")
    shown = client.get(import_session.get_absolute_url()).context["doubts"]
    client.post(reverse("reports:import_session_draft", args=[import_session.pk]), settled(cast))
    made = Plan.objects.get()
    remarks = dict(made.remarks.values_list("text", "uid"))
    # The period has been said by now, all else is still to be looked at.
    assert set(remarks) == {one.text for one in shown if "Период" not in one.text}
    assert len(remarks) == len(shown) - 1
    second = made.events.get(title="Смотр")
    of_number = next(text for text in remarks if "под номером 5" in text)
    assert remarks[of_number] == second.uid
    assert any("Пометка" in text and not uid for text, uid in remarks.items())
    page = client.get(made.get_absolute_url()).text
    assert f'href="#at-{second.uid}">К строке' in page
    assert f"id=at-{second.uid}" in page
    import_session.refresh_from_db()
    assert import_session.doubts == len(remarks)


@pytest.mark.parametrize("action", ["draft", "drop", "take_back"])
def test_file_that_another_tab_discards_meanwhile_is_told(cast, import_session, action):
    client = cast.client("chair")
    if action == "take_back":
        make_draft(import_session=import_session, by=cast.actor("chair"))

    def discard_before_the_lock(execute, sql, params, many, context):
        if sql.startswith('SELECT "reports_importsession"."key" AS "pk" FROM'):
            ImportSession.objects.filter(pk=import_session.pk)._raw_delete("default")
        return execute(sql, params, many, context)

    address = reverse(f"reports:import_session_{action}", args=[import_session.pk])
    with connection.execute_wrapper(discard_before_the_lock):
        answer = client.post(address, settled(cast), follow=True)
    assert "Прочитанное уже удалено, в другой вкладке." in answer.text
