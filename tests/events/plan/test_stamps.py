"""Stamps and signatures, line by line."""

import datetime as dt
from dataclasses import replace

import pytest

from events.plan.content import PeriodContent, PlanContent, StepContent
from events.plan.stamps import (
    ELECTRONIC,
    ON_PAPER,
    Signed,
    has_blank_date,
    position_lines,
    signature_mark,
    stamp_heading,
    stamps_of,
)
from events.plan.vocabulary import Verb

STEP = StepContent(
    uid="t1", verb=Verb.APPROVE, position="Директор\n\nинститута", name="И. И. Рощин"
)
SIGNED = Signed(
    "t1",
    "О. П. Лугова",
    "Ректор",
    dt.datetime(2026, 3, 7, 14, 5, tzinfo=dt.timezone(dt.timedelta(hours=3))),
    key="AB12",
)


def stamp(step, *signatures):
    content = PlanContent(period=PeriodContent("calendar", "2026-01-01"), steps=(step,))
    (found,) = stamps_of(content, step.verb, {one.step_uid: one for one in signatures})
    return found


def test_unsigned_stamp_has_a_line_for_the_hand_and_a_blank_date():
    found = stamp(STEP)
    assert (found.heading, found.position) == ("УТВЕРЖДАЮ", ("Директор", "института"))
    assert (found.name, found.hand_line, found.mark) == ("И. И. Рощин", True, ())
    assert found.date == "«____» ____________ 2026 г."


def test_electronic_signature_takes_the_place_of_the_hand():
    found = stamp(STEP, SIGNED)
    assert (found.name, found.hand_line, found.date) == ("О. П. Лугова", False, "07.03.2026")
    assert found.mark == (
        ELECTRONIC,
        "О. П. Лугова, Ректор",
        "07.03.2026 в 14:05 (UTC+3)",
        "Ключ AB12",
    )
    assert found.recorded is None


def test_substitute_signs_with_manner_and_basis():
    found = stamp(STEP, replace(SIGNED, manner="и.о.", basis="приказ № 5"))
    assert found.name == "и.о. О. П. Лугова"
    assert found.mark[1:3] == ("и.о. О. П. Лугова, Ректор", "Основание: приказ № 5")


FOR = {"for_name": "А. В. Рощина", "for_position": "Директор\nинститута"}


@pytest.mark.parametrize(
    ("manner", "name", "words"),
    [
        ("и.о.", "и.о. О. П. Лугова", "за А. В. Рощина (Директор института), и.о."),
        ("за", "О. П. Лугова за А. В. Рощина", "за А. В. Рощина (Директор института)"),
    ],
)
def test_stamp_of_a_substitute_says_whom_for(manner, name, words):
    found = stamp(STEP, replace(SIGNED, manner=manner, basis="приказ № 5", **FOR))
    assert found.name == name
    assert found.mark[1:4] == ("О. П. Лугова, Ректор", words, "Основание: приказ № 5")


def test_stamp_of_a_successor_says_in_whose_place():
    words = "вместо И. И. Рощина (в должности по 20.11.2026)"
    assert stamp(STEP, replace(SIGNED, succession=words)).mark[2] == words
    both = replace(SIGNED, manner="и.о.", succession=words, **FOR)
    assert both.stands_for == f"за А. В. Рощина (Директор института), и.о., {words}"


def test_signature_on_paper_keeps_the_name_of_the_step():
    found = stamp(STEP, replace(SIGNED, on_paper=True, basis="5 марта, в приёмной"))
    assert (found.name, found.date) == ("И. И. Рощин", "")
    assert found.mark == (f"{ON_PAPER}: 5 марта, в приёмной",)
    assert found.recorded == SIGNED.at


def test_signature_by_a_link_says_where_the_link_went():
    by_link = replace(SIGNED, link_address="r***@univ.example")
    words = "По одноразовой ссылке, письмо на r***@univ.example"
    assert stamp(STEP, by_link).mark[2] == words
    assert words in signature_mark(by_link, whose=False)
    assert SIGNED.by_link == ""


def test_act_has_no_hand_line_and_no_date_of_its_own():
    step = replace(STEP, mode="order", act="приказом от 16.01.2026 № 1")
    found = stamp(step, SIGNED)
    assert (found.hand_line, found.mark, found.date) == (False, (), "")
    assert (found.act, found.recorded) == (step.act, SIGNED.at)


def test_mark_without_the_signer_names_only_time_and_key():
    assert len(signature_mark(SIGNED, whose=False)) == 3


@pytest.mark.parametrize(
    ("line", "blank"), [("", True), ("«__» марта 2026 г.", True), ("7 марта 2026 г.", False)]
)
def test_blank_date_is_left_open(line, blank):
    assert has_blank_date(replace(STEP, date_line=line)) is blank


def test_heading_and_position_of_the_author_are_kept():
    assert stamp_heading(replace(STEP, heading="Утв."), "") == "Утв."
    assert position_lines(StepContent()) == ()
