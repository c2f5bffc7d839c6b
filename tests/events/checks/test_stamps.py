"""Stamps against the standard."""

from dataclasses import replace

import pytest

from events.checks import repair
from events.plan.content import (
    StepContent,
)
from tests.drafts import APPROVER, codes, only, plan_of, row


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"heading": "УТВЕРЖДЕНО"}, "«УТВЕРЖДАЮ»"),
        ({"heading": "Утверждаю:"}, "без двоеточия"),
        ({"heading": "«УТВЕРЖДАЮ»:"}, "«„УТВЕРЖДАЮ“:» пишут «УТВЕРЖДАЮ», без двоеточия и кавычек"),
        ({"heading": "Согласовано", "verb": "agree"}, "«СОГЛАСОВАНО»"),
        (
            {"heading": "УТВЕРЖДЕНО", "mode": "order", "act": "приказом от 16.01.2026 № 1"},
            "«УТВЕРЖДЕН»",
        ),
        ({"position": "Директора института"}, "именительном падеже: «Директор»"),
        ({"mode": "order"}, "не указан документ"),
        ({"mode": "order", "act": "Приказ № 1 от 16.01.2026"}, "творительном падеже"),
    ],
)
def test_stamp_against_the_standard_is_found(values, words):
    found = only(plan_of(row(), steps=(replace(APPROVER, **values),)), "stamp")
    assert found.uid == "t1"
    assert words in found.text


@pytest.mark.parametrize(
    "step",
    [
        StepContent(verb="approve", heading="УТВЕРЖДАЮ", position="Директор"),
        StepContent(
            verb="approve", mode="order", heading="УТВЕРЖДЁН", act="приказом от 1.02.2026 № 3"
        ),
        StepContent(
            verb="approve", mode="protocol", act="решением совета (протокол от 1.02.2026 № 3)"
        ),
        StepContent(verb="agree", heading="СОГЛАСОВАНО", position="Зам. директора"),
    ],
)
def test_stamp_by_the_standard_is_no_finding(step):
    assert codes(plan_of(row(), steps=(step,))) == []


def test_word_of_the_stamp_is_mended_only_where_nothing_else_is_wrong():
    content = plan_of(row(), steps=(replace(APPROVER, heading="УТВЕРЖДЕНО"),))
    mended = repair(content, only(content, "stamp"))
    assert mended.steps[0].heading == ""
    both = plan_of(row(), steps=(replace(APPROVER, heading="УТВЕРЖДЕНО", position="Ректора"),))
    assert only(both, "stamp").repair is None


def test_closing_signature_alone_does_not_make_a_way_through_sign_off():
    steps = (StepContent(verb="close", position="Руководитель"),)
    assert only(plan_of(row(), steps=steps), "no_steps").blocks


@pytest.mark.parametrize("stage", [1, 2])
def test_approval_beside_or_before_agreement_blocks_and_is_mended(stage):
    agreed = StepContent(uid="a" * 32, stage=2, position="Ректор", name="О. Н. Имя")
    content = plan_of(row(), steps=(agreed, replace(APPROVER, uid="b" * 32, stage=stage)))
    found = only(content, "approval_first")
    assert found.blocks
    assert "этап 3" in found.text
    mended = repair(content, found)
    assert mended.steps[1].stage == 3
    assert "approval_first" not in codes(mended)
