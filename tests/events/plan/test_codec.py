"""Signed plans stay valid: frozen files of each format, defaults, and new fields."""

import json
from dataclasses import MISSING, fields, is_dataclass, replace

import pytest
from hypothesis import HealthCheck, given, settings

from events.plan import codec, format_1
from events.plan import content as values
from events.plan.codec import (
    VERSIONS,
    ContentError,
    canonical_bytes,
    fingerprint,
    from_json,
    has_fingerprint,
    is_intact,
    steps_of,
    to_json,
)
from events.plan.content import EventContent, PlanContent, SectionContent
from tests.apart import run_on_sqlite
from tests.events.plan.test_content import PLANS
from tests.grown import ADDED, grow
from tests.house.tree import ROOT

# One plan in each format, and a plan that says nothing. They never change; a new format adds one.
SIGNED = {
    1: "9d8feb41455e9fad0656bd6e2300c9f4602f03aac74c43ab72e0f89f1742f88b",
    2: "c2278e16779efd7397945b03784002fd89078ff57b6cd9eb001c5b1295f10aa8",
}
EMPTY = {
    1: "d76505469a72b214b5bd3240f83084842756a67381b970651a7530043f94d9c3",
    2: "6c278087a4fd0a73dbfbb3ca0c316ec966a5e0c49715755675e82fc0c44acaef",
}
# What a format leaves out has these values for ever. A field that is added is added here too.
NEEDED = "has no default"
DEFAULTS: dict[str, dict[str, object]] = {
    "ColumnContent": {"role": NEEDED, "heading": NEEDED, "width": 0},
    "LayoutContent": {
        "code": "",
        "name": "",
        "columns": (),
        "sections_as": "band",
        "section_numbers": "none",
        "numbering": "through",
        "responsible_as": "lines",
        "title_page": False,
        "orientation": "portrait",
    },
    "ResponsibleContent": {"text": NEEDED, "who": "words"},
    "AgendaItemContent": {"text": NEEDED, "speaker": ""},
    "EventContent": {
        "uid": "",
        "meeting": False,
        "number": "",
        "same_number": False,
        "lead_in": "",
        "title": "",
        "description": "",
        "direction": "",
        "term": "",
        "term_choice": "",
        "place": "",
        "form": "",
        "audience": "",
        "result": "",
        "note": "",
        "responsible": (),
        "agenda": (),
        "events": (),
    },
    "SectionContent": {
        "uid": "",
        "kind": "table",
        "heading": "",
        "number": "",
        "lead_in": "",
        "paragraphs": (),
        "shown_as": "",
        "numbering": "",
        "columns": (),
        "events": (),
        "sections": (),
    },
    "StepContent": {
        "uid": "",
        "verb": "agree",
        "stage": 1,
        "mode": "person",
        "heading": "",
        "position": "",
        "name": "",
        "name_first": False,
        "before_name": "",
        "after_name": "",
        "act": "",
        "date_line": "",
        "office": "",
        "enough": 0,
    },
    "AssociationContent": {"kind": "", "name": ""},
    "PeriodContent": {"kind": "calendar", "starts": "", "ends": ""},
    "PlanContent": {
        "association": {"kind": "", "name": ""},
        "period": {"kind": "calendar", "starts": "", "ends": ""},
        "layout": {
            "code": "",
            "name": "",
            "columns": (),
            "sections_as": "band",
            "section_numbers": "none",
            "numbering": "through",
            "responsible_as": "lines",
            "title_page": False,
            "orientation": "portrait",
        },
        "title": (),
        "city": "",
        "imprint": "",
        "steps": (),
        "deviations": (),
        "sections": (),
    },
}
CLASSES = [one for one in vars(values).values() if isinstance(one, type) and is_dataclass(one)]


def frozen(version: int) -> str:
    path = ROOT / "tests" / "events" / "plan" / "frozen" / f"plan-{version}.json"
    return path.read_text(encoding="utf-8")


def read(version: int) -> PlanContent:
    return from_json(json.loads(frozen(version)))


def default_of(field):
    if field.default_factory is not MISSING:
        return {one.name: default_of(one) for one in fields(field.default_factory)}
    return NEEDED if field.default is MISSING else field.default


def told(value):
    """Give each field of the content that is filled, as class and name."""
    if isinstance(value, tuple):
        for item in value:
            yield from told(item)
    elif is_dataclass(value):
        for one in fields(value):
            part = getattr(value, one.name)
            if part != (() if isinstance(part, tuple) else default_of(one)):
                yield type(value), one.name
            yield from told(part)


@pytest.mark.parametrize("version", VERSIONS)
def test_frozen_file_is_intact(version):
    assert is_intact(frozen(version), SIGNED[version], version)


@pytest.mark.parametrize("version", VERSIONS)
def test_what_is_read_from_it_has_its_fingerprint(version):
    assert has_fingerprint(read(version), SIGNED[version], version)
    assert has_fingerprint(PlanContent(), EMPTY[version], version)


def test_formats_say_the_same():
    assert read(1) == read(2)
    assert canonical_bytes(read(1)) == frozen(2).encode()
    assert [one.office for one in steps_of(frozen(1))] == ["", "approver", "chair"]
    assert steps_of(frozen(1)) == steps_of(frozen(2)) == read(1).steps
    assert steps_of(canonical_bytes(PlanContent()).decode()) == ()


def test_frozen_file_fills_every_field_of_its_time():
    known = {(form, name) for form, names in format_1.FIELDS.items() for name in names}
    assert known - set(told(read(1))) == set()


def test_defaults_never_change():
    assert {
        form.__name__: {one.name: default_of(one) for one in fields(form)} for form in CLASSES
    } == (DEFAULTS)


def test_object_that_may_be_left_out_is_the_empty_one():
    for form in CLASSES:
        for one in fields(form):
            if one.default_factory is not MISSING:
                assert one.default_factory is one.type


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(PLANS)
def test_words_of_today_are_compared_in_the_format_of_the_edition(plan):
    old = {"format": codec.FORMAT, "version": 1, **codec._write_all(plan)}
    assert from_json(old) == plan
    text = codec._dump(old).decode()
    sha256 = codec._hash(old)
    assert is_intact(text, sha256, 1)
    assert has_fingerprint(plan, sha256, 1)
    assert not has_fingerprint(plan, sha256, 2)
    other = replace(plan, city=f"{plan.city}!")
    assert not has_fingerprint(other, sha256, 1)


def test_nothing_said_is_left_out_and_an_empty_row_is_not():
    assert to_json(PlanContent(sections=(SectionContent(events=(EventContent(),)),))) == {
        "format": "plans-portal/plan",
        "version": 2,
        "sections": [{"events": [{}]}],
    }


def test_object_with_nothing_on_paper_is_not_said():
    """As an identity will be that is added to the layout or the period."""
    text = '{"format":"plans-portal/plan","period":{"uid":"a"},"version":2}'
    assert is_intact(text, EMPTY[2], 2)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Приозёрск", "Заозёрск"),
        ('"version":2', '"version":1'),
        ('"format":"plans-portal/plan"', '"format":"plans-portal/plam"'),
        (',"uid"', ', "uid"'),
        ("}", ""),
        ("Кометы", r"\ud800"),
    ],
)
def test_changed_text_is_not_intact(old, new):
    text = frozen(2)
    assert old in text
    assert not is_intact(text.replace(old, new), SIGNED[2], 2)


def test_text_of_another_format_or_hash_is_not_intact():
    assert not is_intact(frozen(2), SIGNED[2], 1)
    assert not is_intact(frozen(2), SIGNED[1], 2)
    assert not is_intact("[" * 100_000, SIGNED[2], 2)
    assert not is_intact('["plans-portal/plan"]', SIGNED[2], 2)


@pytest.mark.parametrize("version", [0, 3, "2", True, 1.0, None, [2]])
def test_unknown_format_is_refused_in_words(version):
    with pytest.raises(
        ContentError, match=r"^План записан в версии .*, а портал читает версии 1 и 2\.$"
    ):
        from_json({"format": codec.FORMAT, "version": version})


def added_field_changes_no_hash() -> None:
    """Run where every class of the content has one more field."""
    assert [len(fields(form)) for form in CLASSES] == [
        len(DEFAULTS[form.__name__]) + 1 for form in CLASSES
    ]
    for version in VERSIONS:
        test_frozen_file_is_intact(version)
        test_what_is_read_from_it_has_its_fingerprint(version)
    test_formats_say_the_same()
    assert fingerprint(read(1)) == SIGNED[2]
    for name, filled in (("city", "Иной"), ("author", values.AgendaItemContent("Лунин"))):
        more = replace(read(2), **{name: filled})
        assert not has_fingerprint(more, SIGNED[1], 1)
        assert not has_fingerprint(more, SIGNED[2], 2)
        assert from_json(json.loads(canonical_bytes(more))) == more


def test_added_field_changes_no_hash(tmp_path):
    assert set(ADDED) == {form.__name__ for form in CLASSES}
    run_on_sqlite(added_field_changes_no_hash, tmp_path, first=grow)
