"""A brought file as plain values: kept as JSON, and its base believed only under the seal."""

from events.plan.codec import canonical_bytes
from events.plan.content import PlanContent
from reports.office_files.brought_file import (
    MOST_BYTES,
    BroughtFile,
    BroughtRow,
    from_values,
    known_uid,
    to_values,
    trusted_base,
)
from reports.office_files.round_trip import FileStamp, properties_of

STAMP = FileStamp(3, 5)
BASE = canonical_bytes(PlanContent(title=("План",)))


def test_a_file_is_kept_as_json_and_read_again():
    file = BroughtFile(STAMP, BASE.decode(), ("№",), (BroughtRow("a" * 32, ("1.",)),), "", ("Да",))
    assert from_values(to_values(file)) == file
    assert file.content() == PlanContent(title=("План",))


def test_without_a_base_nothing_is_known():
    assert BroughtFile(STAMP, "").content() is None


def test_a_base_is_believed_under_its_seal_alone():
    assert trusted_base(properties_of(STAMP, BASE), BASE) == BASE.decode()
    forged = BASE.replace(b"title", b"titel")
    assert trusted_base(properties_of(STAMP, BASE), forged) == ""
    assert trusted_base({}, BASE) == ""


def test_a_base_that_is_no_plan_is_none_even_if_sealed():
    for base in (b"[]", b"{" * 10_000, b"\xff"):
        assert trusted_base(properties_of(STAMP, base), base) == ""


def test_a_huge_base_is_not_read():
    base = bytes(MOST_BYTES + 1)
    assert trusted_base(properties_of(STAMP, base), base) == ""


def test_only_a_uid_is_a_uid():
    assert known_uid("0" * 32) == "0" * 32
    assert known_uid("=1+1") == known_uid("0" * 33) == ""
