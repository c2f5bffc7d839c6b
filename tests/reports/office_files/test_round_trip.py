"""What a file says of its plan: read back as written, and nothing else is believed."""

import pytest

from reports.office_files.round_trip import (
    PLAN,
    SEAL,
    VERSION,
    FileStamp,
    is_sealed,
    properties_of,
    stamp_in,
)

STAMP = FileStamp(17, 4)


def test_the_stamp_is_read_as_it_was_written():
    assert stamp_in(properties_of(STAMP, b"{}")) == STAMP


def test_the_seal_holds_for_its_base_alone():
    properties = properties_of(STAMP, b"{}")

    assert is_sealed(properties, b"{}")
    assert not is_sealed(properties, b"{ }")


@pytest.mark.parametrize("name", [PLAN, VERSION])
def test_the_seal_does_not_hold_for_another_plan_or_version(name):
    assert not is_sealed(properties_of(STAMP, b"{}") | {name: "18"}, b"{}")


@pytest.mark.parametrize("seal", ["", ":", "x" * 10_000, "ы"])
def test_a_forged_seal_is_none(seal):
    assert not is_sealed(properties_of(STAMP, b"{}") | {SEAL: seal}, b"{}")


@pytest.mark.parametrize("key", ["", "0", "-1", "1.0", "9" * 19, "17\n", "١٧", "=17"])
def test_what_is_no_number_is_no_stamp(key):
    assert stamp_in({PLAN: key, VERSION: "1"}) is None
    assert stamp_in({PLAN: "1", VERSION: key}) is None
    assert not is_sealed({PLAN: key, VERSION: "1"}, b"")
