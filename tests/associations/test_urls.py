"""Every page of the directory × everybody: who reads, who changes, who is told nothing."""

import datetime as dt

import pytest
from django.urls import reverse

from associations.letters.rules.writing import Words, write_letter
from associations.models import InstituteDay, Letter
from associations.vocabulary import LetterKind
from tests.cast import EVERYBODY, INSIDERS
from tests.factories import TODAY, make_organisation, make_substitution

READ = (
    "association_list",
    "association_detail",
    "institution_detail",
    "institution_terms",
    "person_list",
    "person_detail",
    "organisation_list",
)
LISTS = ("association_list", "person_list", "organisation_list")
CHANGE = (
    "association_add",
    "association_edit",
    "association_office_add",
    "institution_office_add",
    "office_edit",
    "office_end",
    "substitution_add",
    "substitution_end",
    "person_add",
    "person_edit",
    "person_close",
    "organisation_add",
    "organisation_edit",
)
# Everybody reads what concerns them; tested by itself in its room.
JOURNAL = ("journal",)
# Rules of electronic signature, tested by themselves in their room.
SIGNATURE_RULES = ("signature_rules", "signature_rules_edit", "signature_rules_accept")
# Of letters and own days: what staff reads, what it does, and what everybody has of their own.
LETTERS = ("letter_list", "letter_detail")
LETTER_ACTIONS = ("letter_send", "letter_cancel")
DAY_ACTIONS = ("institution_terms", "institute_day_add", "institute_day_remove")
# They are nowhere but on a developer's machine.
OUTBOX = ("outbox", "outbox_letter", "outbox_html")
ACTIONS = (
    "person_invite",
    "person_invite_again",
    "person_reopen",
    "person_drop_second_factor",
    "institution_second_factor",
)


def address(name: str, cast) -> str:
    """Give the address of the page about the cast's own association and people."""
    keys = {
        "association": cast.association.pk,
        "institution": cast.institution.pk,
        "person": cast.person("chair").pk,
        "office": cast.office("chair").pk,
    }
    if name.startswith("organisation_edit"):
        return reverse(f"associations:{name}", args=[make_organisation(cast.institution).pk])
    if name in (*LETTERS, *LETTER_ACTIONS, *OUTBOX):
        letter = write_letter(
            kind=LetterKind.WAITS,
            to=cast.user("agreer"),
            words=Words("Ждёт решения", ("План ждёт вас.",)),
            institution=cast.institution,
            key=name,
        )
        pk = letter.pk if letter else Letter.objects.get(key=name).pk
        args = [] if name in ("letter_list", "outbox") else [pk]
        return reverse(f"associations:{name}", args=args)
    if name == "institute_day_remove":
        day = TODAY + dt.timedelta(days=InstituteDay.objects.count())
        row = InstituteDay.objects.create(institution=cast.institution, day=day)
        return reverse(f"associations:{name}", args=[row.pk])
    if name == "institute_day_add":
        return reverse(f"associations:{name}", args=[cast.institution.pk])
    if name == "substitution_end":
        substitution = make_substitution(cast.office("chair"))
        return reverse(f"associations:{name}", args=[substitution.pk])
    if name == "substitution_add":
        return reverse(f"associations:{name}", args=[cast.office("chair").pk])
    if name in LISTS or (name.endswith("_add") and name.count("_") == 1):
        return reverse(f"associations:{name}")
    return reverse(f"associations:{name}", args=[keys[name.split("_", maxsplit=1)[0]]])


def expected(name: str, who: str) -> int:
    if who == "anonymous":
        return 302
    if name in LISTS:
        return 200
    if name in READ:
        return 200 if who in (*INSIDERS, "superuser") else 404
    if name in ("association_add", "person_add", "organisation_add"):
        return 200 if who in ("methodist", "foreigner") else 403
    if who == "methodist":
        return 200
    return 403 if who in (*INSIDERS, "superuser") else 404


@pytest.mark.parametrize("who", EVERYBODY)
def test_page_opens_for_those_it_is_meant_for(cast, who):
    client = cast.client(who)
    got = {name: client.get(address(name, cast)).status_code for name in (*READ, *CHANGE)}
    assert got == {name: expected(name, who) for name in (*READ, *CHANGE)}


@pytest.mark.parametrize("who", EVERYBODY)
def test_form_is_taken_only_from_staff(cast, who):
    """An empty form is answered with its errors (200) only to those who may send it."""
    client = cast.client(who)
    got = {name: client.post(address(name, cast), {"x": "1"}).status_code for name in CHANGE}
    # Closing an account asks for nothing but the button.
    closed = 302 if who == "methodist" else expected("person_close", who)
    assert got == {name: expected(name, who) for name in CHANGE} | {"person_close": closed}


@pytest.mark.parametrize("who", [who for who in EVERYBODY if who != "methodist"])
def test_account_actions_are_refused_to_others(cast, who):
    client = cast.client(who)
    got = {name: client.post(address(name, cast)).status_code for name in ACTIONS}
    assert got == {name: expected("person_edit", who) for name in ACTIONS}
    chair = cast.user("chair")
    chair.refresh_from_db()
    assert chair.is_active


@pytest.mark.parametrize("who", EVERYBODY)
def test_letters_are_for_staff_of_their_institution(cast, who):
    client = cast.client(who)
    asked = {name: client.get(address(name, cast)).status_code for name in LETTERS}
    done = {name: client.post(address(name, cast)).status_code for name in LETTER_ACTIONS}
    own, other = {
        "anonymous": (302, 302),
        "methodist": (200, 302),
        "foreigner": (200, 404),
    }.get(who, (403, 403))
    assert asked == {"letter_list": own, "letter_detail": 404 if who == "foreigner" else own}
    assert set(done.values()) == {other}


@pytest.mark.parametrize("who", EVERYBODY)
def test_days_and_terms_are_changed_by_staff(cast, who):
    client = cast.client(who)
    got = {name: client.post(address(name, cast), {"x": "1"}).status_code for name in DAY_ACTIONS}
    refused = expected("association_edit", who)
    if who == "methodist":
        assert got == dict(zip(DAY_ACTIONS, (422, 422, 302), strict=True))
    else:
        assert set(got.values()) == {refused}


@pytest.mark.parametrize("who", EVERYBODY)
def test_settings_of_letters_are_everybodys_own(cast, who):
    status = cast.client(who).get(reverse("associations:letter_settings")).status_code
    assert status == (302 if who == "anonymous" else 200)


@pytest.mark.parametrize("who", ["methodist", "superuser"])
def test_outbox_is_not_there(cast, who):
    client = cast.client(who)
    assert {client.get(address(name, cast)).status_code for name in OUTBOX} == {404}


def test_account_action_by_get_is_refused(cast):
    client = cast.client("methodist")
    assert {client.get(address(name, cast)).status_code for name in ACTIONS} == {405}


def test_lists_show_nothing_foreign(cast):
    answers = [cast.client("foreigner").get(address(name, cast)) for name in LISTS]
    text = "".join(answer.content.decode() for answer in answers)
    assert cast.association.name not in text
    assert cast.person("chair").last_name not in text


def test_refusal_is_a_sentence(cast):
    answer = cast.client("chair").get(address("association_edit", cast))
    assert "Это делает методист института." in answer.content.decode()


def test_account_is_shown_only_to_staff_and_its_owner(cast):
    email = cast.user("chair").email
    seers = [
        who
        for who in INSIDERS
        if email in cast.client(who).get(address("person_detail", cast)).content.decode()
    ]
    assert seers == ["chair", "methodist"]


def test_every_address_of_the_directory_is_tested_here():
    from associations.urls import urlpatterns  # noqa: PLC0415

    assert {pattern.name for pattern in urlpatterns} == {
        *READ,
        *CHANGE,
        *ACTIONS,
        *JOURNAL,
        *SIGNATURE_RULES,
        *LETTERS,
        *LETTER_ACTIONS,
        *DAY_ACTIONS,
        *OUTBOX,
        "letter_settings",
    }
