"""The PDF of a one-time link: of the edition, and for who has typed the code."""

from django.test import Client

from events.signoff.rules.deciding_by_link import decide_by_link
from events.signoff.rules.one_time_links import withdraw_link
from tests.one_time import make_link, open_link, outside_plan, reader_of, token_in


def test_pdf_is_given_after_the_code_until_the_link_is_withdrawn(cast):
    link, code = make_link(cast, outside_plan(cast))
    assert link.letter is not None
    path = f"/one-time/{token_in(link.letter)}/plan.pdf"
    assert Client().get(path).status_code == 404
    assert Client().get("/one-time/x/plan.pdf").status_code == 404
    client, _page = open_link(link, code)
    for _ in range(2):  # printed, then given out again
        answer = client.get(path)
        assert answer.status_code == 200
        assert answer.content.startswith(b"%PDF")
        assert "no-store" in answer["Cache-Control"]
    withdraw_link(link=link, by=cast.actor("methodist"))
    assert client.get(path).status_code == 404


def test_pdf_is_given_after_the_decision(cast):
    link, code = make_link(cast, outside_plan(cast))
    client, page = open_link(link, code)
    decide_by_link(link=link, seen=link.edition.sha256, by=reader_of(link))
    assert client.get(f"{page}plan.pdf").status_code == 200
