"""One-time links as they are found, and as the plan's page tells of them."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from associations.models import Letter
from associations.vocabulary import LetterKind
from events.models import OneTimeLink
from events.signoff.queries.one_time_links import (
    CODE_LASTS,
    find_link,
    hash_of_code,
    is_code_void,
    is_locked,
    links_for,
    objection_to_link_letter,
)
from events.signoff.rules.deciding_by_link import send_code
from events.signoff.rules.sending import recall_plan
from tests.cast import EVERYBODY
from tests.one_time import make_link, outside_plan, outside_step, reader_of, token_in
from tests.plans import make_plan


def test_link_is_found_by_its_secret_alone(cast):
    link, _code = make_link(cast, outside_plan(cast))
    assert link.letter is not None
    assert find_link(token_in(link.letter)) == link
    assert find_link(link.token_hash) is None
    assert find_link("") is None


def test_code_has_another_hash_with_each_link():
    one, other = OneTimeLink(token_hash="a" * 64), OneTimeLink(token_hash="b" * 64)
    assert hash_of_code(one, "123456") != hash_of_code(other, "123456")


def test_code_by_letter_is_void_after_a_while_and_by_phone_not():
    now = timezone.now()
    values = {"code_hash": "a" * 64, "code_at": now - CODE_LASTS - dt.timedelta(seconds=1)}
    assert is_code_void(OneTimeLink(code_by="letter", **values), now)
    assert not is_code_void(OneTimeLink(code_by="phone", **values), now)
    assert is_code_void(OneTimeLink(code_by="phone", wrong_codes=5, **values), now)
    assert is_locked(OneTimeLink(code_by="phone", wrong_codes=5, codes=1))
    assert not is_locked(OneTimeLink(code_by="letter", wrong_codes=5, codes=4))
    assert is_locked(OneTimeLink(code_by="letter", wrong_codes=5, codes=5))


def test_links_are_told_to_staff(cast):
    plan = outside_plan(cast)
    link, _code = make_link(cast, plan)
    steps = list(plan.steps.all())
    told = {who for who in EVERYBODY if links_for(plan, steps, cast.actor(who))}
    assert told == {"methodist"}
    found = links_for(plan, steps, cast.actor("methodist"))
    assert found == {outside_step(plan).uid: link}


def test_nothing_is_asked_where_all_have_accounts(cast):
    plan = make_plan("rumo-headings", "signoff", association=cast.association, rows=1)
    steps, actor = list(plan.steps.all()), cast.actor("methodist")
    with CaptureQueriesContext(connection) as asked:
        assert links_for(plan, steps, actor) == {}
    assert len(asked) == 0


@pytest.mark.parametrize("what", ["recalled", "late", "another code"])
def test_letter_of_a_link_is_needed_while_it_opens_something(cast, what):
    plan = outside_plan(cast)
    link, _code = make_link(cast, plan, code_by="letter")
    send_code(link=link, by=reader_of(link))
    letters = Letter.objects.filter(kind__in=(LetterKind.LINK, LetterKind.CODE)).order_by("pk")
    on = timezone.localdate()
    assert [objection_to_link_letter(one, on) for one in letters] == [None, None]
    if what == "recalled":
        recall_plan(plan=plan, by=cast.actor("chair"))
    elif what == "late":
        on = link.until + dt.timedelta(days=1)
    else:
        OneTimeLink.objects.update(codes=2)
    needless = [objection_to_link_letter(one, on) is not None for one in letters]
    assert needless == ([False, True] if what == "another code" else [True, True])
