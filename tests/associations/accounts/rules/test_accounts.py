"""Accounts: inviting, closing and reopening."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied, ValidationError

from associations.accounts.rules import accounts
from associations.accounts.rules.account_letters import Site
from associations.models import JournalEntry, Letter, User
from tests.associations.accounts.second_factor import with_codes
from tests.factories import PASSWORD, make_person
from tests.letters import deliver

SITE = Site("plans.example.org", "https")


@pytest.fixture
def staff(cast):
    return cast.actor("methodist")


def invite(person, staff, email="Novaya@Example.org") -> User:
    accounts.open_account(person=person, email=email, by=staff)
    user = accounts.invite(person=person, site=SITE, by=staff)
    deliver()
    return user


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
    client.post(form.redirect_chain[-1][0], {"password1": PASSWORD, "password2": PASSWORD})
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert "уже не действует" in client.get(link, follow=True).content.decode()


def test_nothing_is_written_where_the_account_is_refused(cast, staff, mailoutbox):
    with pytest.raises(ValidationError, match="уже есть учётная запись"):
        invite(cast.person("chair"), staff)
    assert mailoutbox == []


def test_lost_letter_waits_in_the_outbox(cast, staff, dead_mail):
    person = make_person(cast.institution)
    user = invite(person, staff)
    letter = Letter.objects.get(recipient=user)
    assert (letter.state, letter.tries) == ("waiting", 0)
    assert "не отвечает" in letter.last_error


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
        lambda: accounts.drop_second_factor(person=person, site=SITE, by=by),
        lambda: accounts.require_second_factor(institution=cast.institution, required=True, by=by),
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


def test_lost_second_factor_is_taken_off_and_told(cast, staff):
    user = with_codes(cast.user("curator"))
    page = cast.person("curator").get_absolute_url()
    assert "Снять второй фактор" in cast.client("methodist").get(page).content.decode()
    accounts.drop_second_factor(person=cast.person("curator"), site=SITE, by=staff)
    assert not Authenticator.objects.filter(user=user).exists()
    (letter,) = deliver()
    assert letter.to == [user.email]
    assert "снял второй фактор" in letter.subject
    assert "Снять второй фактор" not in cast.client("methodist").get(page).content.decode()


def test_what_is_not_there_is_not_taken_off(cast, staff):
    for who, words in (("curator", "не включён"), ("methodist", "Вход и безопасность")):
        with pytest.raises(ValidationError, match=words):
            accounts.drop_second_factor(person=cast.person(who), site=SITE, by=staff)


@pytest.mark.parametrize("mark", ["", "+director"])
def test_account_of_another_is_not_opened_on_ones_own_mailbox(cast, staff, mark):
    name, host = cast.user("methodist").email.split("@")
    with pytest.raises(ValidationError) as refusal:
        accounts.open_account(
            person=make_person(cast.institution), email=f"{name.upper()}{mark}@{host}", by=staff
        )
    assert list(refusal.value.message_dict) == ["email"]


def test_what_staff_does_with_an_account_is_told_the_journal(cast, staff):
    person = make_person(cast.institution)
    accounts.open_account(person=person, email="new@example.org", by=staff)
    person.refresh_from_db()
    accounts.invite(person=person, site=SITE, by=staff)
    accounts.close_account(person=person, by=staff)
    accounts.reopen_account(person=person, by=staff)
    told = JournalEntry.objects.filter(action="account", about=person.user).order_by("pk")
    assert [entry.words.partition(":")[0] for entry in told] == [
        "Заведена учётная запись",
        "Отправлено приглашение",
        "Доступ закрыт",
        "Доступ снова открыт",
    ]
