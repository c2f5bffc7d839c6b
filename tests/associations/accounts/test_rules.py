"""Accounts: the invitation and its letter, closing and opening the door."""

import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from associations.accounts import rules as accounts
from associations.models import User
from tests.factories import PASSWORD, make_person

SITE = accounts.Site("plans.example.org", "https")


@pytest.fixture
def staff(cast):
    return cast.actor("methodist")


def invite(person, staff, email="Novaya@Example.org") -> User:
    accounts.open_account(person=person, email=email, by=staff)
    return accounts.invite(person=person, site=SITE, by=staff)


def test_invitation_makes_an_account_without_a_password_and_writes(cast, staff, mailoutbox):
    person = make_person(cast.institution)
    user = invite(person, staff)
    person.refresh_from_db()
    assert person.user == user
    assert user.email == "novaya@example.org"
    assert not user.has_usable_password()
    (letter,) = mailoutbox
    assert letter.to == ["novaya@example.org"]
    assert "приглашают" in letter.subject
    assert person.first_name in letter.body


def test_link_of_the_invitation_sets_the_password(cast, staff, client, mailoutbox):
    user = invite(make_person(cast.institution), staff)
    (link,) = re.findall(
        r"https://plans\.example\.org(/accounts/reset/\S+/\S+/)", mailoutbox[0].body
    )
    form = client.get(link, follow=True)
    client.post(form.redirect_chain[-1][0], {"new_password1": PASSWORD, "new_password2": PASSWORD})
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert "уже не действует" in client.get(link, follow=True).content.decode()


def test_nothing_is_written_where_the_account_is_refused(cast, staff, mailoutbox):
    with pytest.raises(ValidationError, match="уже есть учётная запись"):
        invite(cast.person("chair"), staff)
    assert mailoutbox == []


@pytest.fixture
def dead_mail(settings, tmp_path):
    """Keep letters in a folder that is a file: none can be kept."""
    folder = tmp_path / "letters"
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "OPTIONS": {"file_path": str(folder)},
        }
    }
    folder.touch()


def test_lost_letter_is_told_and_the_account_stays(cast, staff, dead_mail):
    person = make_person(cast.institution)
    with pytest.raises(ValidationError, match="не отправилось"):
        invite(person, staff)
    person.refresh_from_db()
    assert person.user.email == "novaya@example.org"


def test_page_says_that_the_letter_was_lost_and_offers_another(cast, dead_mail):
    person = make_person(cast.institution)
    address = f"{person.get_absolute_url()}invite/"
    answer = cast.client("methodist").post(address, {"email": "novaya@example.org"}, follow=True)
    text = answer.content.decode()
    assert "не отправилось" in text
    assert "Приглашение отправлено" not in text
    assert "Отправить приглашение ещё раз" in text
    assert "novaya@example.org" in text


def test_lost_letter_of_a_known_address_is_not_told_to_who_forgot(cast, client, dead_mail):
    known = client.post("/accounts/reset/", {"email": cast.user("chair").email})
    unknown = client.post("/accounts/reset/", {"email": "nobody@example.org"})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)


@pytest.mark.parametrize(
    ("told", "address"),
    [("https://plany.example.org", "https://plany.example.org"), ("", "http://elsewhere.example")],
)
def test_links_lead_to_the_address_of_the_portal(cast, settings, mailoutbox, told, address):
    """Where it is not told, the host that the request names is all that is known."""
    settings.ALLOWED_HOSTS, settings.ADDRESS_IN_LETTERS = ["elsewhere.example"], told
    person = make_person(cast.institution)
    invitation = {"email": "novaya@example.org"}
    page, host = f"{person.get_absolute_url()}invite/", {"host": "elsewhere.example"}
    cast.client("methodist").post(page, invitation, headers=host)
    cast.client("chair").post(
        "/accounts/reset/", {"email": cast.user("agreer").email}, headers=host
    )
    assert len(mailoutbox) == 2
    for letter in mailoutbox:
        links = re.findall(r"(https?://[^/]+)/accounts/", letter.body)
        assert links
        assert set(links) == {address}


def test_taken_address_is_refused_in_any_case_of_letters(cast, staff):
    taken = cast.user("curator").email.upper()
    with pytest.raises(ValidationError) as refusal:
        invite(make_person(cast.institution), staff, taken)
    assert list(refusal.value.message_dict) == ["email"]


@pytest.mark.parametrize("who", ["chair", "foreigner", "superuser", "anonymous"])
def test_accounts_are_for_staff_of_the_institution(cast, who):
    by = cast.actor(who)
    person = cast.person("curator")
    for refused in (
        lambda: accounts.open_account(
            person=make_person(cast.institution), email="new@example.org", by=by
        ),
        lambda: accounts.invite(person=person, site=SITE, by=by),
        lambda: accounts.close_account(person=person, by=by),
        lambda: accounts.reopen_account(person=person, by=by),
    ):
        with pytest.raises(PermissionDenied):
            refused()


def test_closed_account_is_out_at_once_and_back_when_reopened(cast, staff):
    client = cast.client("curator")
    assert client.get("/associations/").status_code == 200
    accounts.close_account(person=cast.person("curator"), by=staff)
    assert client.get("/associations/").status_code == 302
    with pytest.raises(ValidationError, match="закрыт"):
        accounts.invite(person=cast.person("curator"), site=SITE, by=staff)
    accounts.reopen_account(person=cast.person("curator"), by=staff)
    assert client.get("/associations/").status_code == 200


def test_own_account_is_not_closed(cast, staff):
    with pytest.raises(ValidationError, match="Свою"):
        accounts.close_account(person=cast.person("methodist"), by=staff)


def test_person_without_account_has_nothing_to_close(cast, staff):
    with pytest.raises(ValidationError, match="нет учётной записи"):
        accounts.close_account(person=make_person(cast.institution), by=staff)
