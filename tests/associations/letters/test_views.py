"""Pages of letters: the log, one letter, what a person wants, the local outbox."""

import pytest
from django.urls import reverse

from associations.letters.rules.writing import Words, write_letter
from associations.models import Letter, LetterSettings
from associations.vocabulary import LetterKind
from tests.associations.pages import text_of, url


def write(cast, kind=LetterKind.WAITS, who="curator"):
    words = Words("План ждёт решения", ("Здравствуйте!", "Слова <b>письма</b>."), "Открыть", "/x/")
    return write_letter(kind=kind, to=cast.user(who), words=words, institution=cast.institution)


@pytest.fixture
def staff(cast):
    return cast.client("methodist")


def test_log_tells_who_what_and_the_state(cast, staff):
    write(cast)
    page = text_of(staff.get(url("letter_list")))
    for words in ("План ждёт решения", cast.user("curator").email, "Ждёт отправки"):
        assert words in page


def test_log_says_why_letters_do_not_go(cast, staff):
    letter = write(cast)
    assert "Письма не уходят" not in text_of(staff.get(url("letter_list")))
    Letter.objects.filter(pk=letter.pk).update(state="failed", last_error="550 нет ящика")
    page = text_of(staff.get(url("letter_list")))
    assert "Письма не уходят" in page
    assert "550 нет ящика" in page


@pytest.mark.parametrize("count", [1, 6])
def test_log_asks_as_much_of_many(cast, staff, count, django_assert_num_queries):
    for _ in range(count):
        write(cast)
    staff.get(url("letter_list"))
    with django_assert_num_queries(6):
        staff.get(url("letter_list"))


def test_empty_log_says_what_will_be_there(staff):
    assert "Писем пока не было" in text_of(staff.get(url("letter_list")))
    assert "Таких писем нет" in text_of(staff.get(url("letter_list"), {"state": "failed"}))


def test_letter_is_read_and_what_it_says_is_no_markup(cast, staff):
    page = staff.get(write(cast).get_absolute_url()).content.decode()
    assert "Слова &lt;b&gt;письма&lt;/b&gt;." in page


def test_link_that_signs_in_is_not_shown_to_staff(cast, staff):
    letter = write(cast, LetterKind.ACCOUNT)
    page = text_of(staff.get(letter.get_absolute_url()))
    assert "Слова" not in page
    assert "Её видит только тот, кому письмо пришло" in page


def test_letter_is_sent_again_and_cancelled_by_buttons(cast, staff):
    letter = write(cast)
    answer = staff.post(url("letter_cancel", letter.pk), follow=True)
    assert "Письмо не будет отправлено" in text_of(answer)
    answer = staff.post(url("letter_cancel", letter.pk), follow=True)
    assert "Отменять нечего" in text_of(answer)
    answer = staff.post(url("letter_send", letter.pk), follow=True)
    assert "Письмо снова в очереди" in text_of(answer)
    letter.refresh_from_db()
    assert letter.state == "waiting"


def test_person_chooses_letters(cast):
    client = cast.client("curator")
    answer = client.post(url("letter_settings"), {"pace": "daily", "kinds": ["approved"]})
    assert answer.url == url("letter_settings")
    chosen = LetterSettings.objects.get(user=cast.user("curator"))
    assert (chosen.pace, chosen.switched_off) == ("daily", ["recalled", "answered"])
    assert client.post(url("letter_settings"), {"pace": ""}).status_code == 422


def test_menu_leads_to_the_settings(cast):
    assert url("letter_settings") in cast.client("curator").get(reverse("events:desk")).text


def test_outbox_is_there_on_ones_own_machine_alone(cast, settings):
    letter, client = write(cast, LetterKind.ACCOUNT), cast.client("curator")
    assert client.get(url("outbox")).status_code == 404
    settings.LOCAL = True
    assert "План ждёт решения" in text_of(client.get(url("outbox")))
    assert "Слова &lt;b&gt;письма&lt;/b&gt;." in client.get(url("outbox_letter", letter.pk)).text


def test_letter_as_a_mail_program_shows_it_runs_nothing(cast, settings):
    settings.LOCAL = True
    answer = cast.client("curator").get(url("outbox_html", write(cast).pk))
    policy = answer["Content-Security-Policy"]
    assert "sandbox" in policy
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "Слова &lt;b&gt;письма&lt;/b&gt;." in answer.text
