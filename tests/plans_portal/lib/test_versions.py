"""Optimistic locks: equal values have one version, and what was not seen is not written over."""

from dataclasses import dataclass
from enum import StrEnum

import pytest

from plans_portal.lib.versions import Conflict, require_version, sent_version, version_of


class Kind(StrEnum):
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Values:
    kind: str = "table"
    count: int | None = None
    parts: "tuple[Values, ...]" = ()


def test_version_is_a_short_text_and_the_same_for_equal_values():
    assert version_of(Values(parts=(Values(),))) == version_of(Values(parts=(Values(),)))
    assert len(version_of(Values())) == 16


def test_a_choice_is_the_word_that_the_database_gives():
    assert version_of(Values(kind=Kind.TABLE)) == version_of(Values())
    assert version_of(Values(parts=(Values(Kind.TABLE),))) == version_of(Values(parts=(Values(),)))


@pytest.mark.parametrize(
    "other", [Values("text"), Values(count=0), Values(parts=(Values(),)), Values("table None")]
)
def test_other_values_have_another_version(other):
    assert version_of(other) != version_of(Values())


def test_what_was_not_seen_is_shown_and_may_be_written_over_knowingly():
    now = Values("text")
    require_version(now, version_of(now), "Изменил другой человек.", "row")
    with pytest.raises(Conflict, match="Изменил другой") as conflict:
        require_version(now, version_of(Values()), "Изменил другой человек.", "row")
    assert conflict.value.stored == "row"
    assert conflict.value.code == "conflict"
    require_version(now, conflict.value.version, "Изменил другой человек.", "row")


def test_sent_version_is_the_one_that_the_form_carried():
    values = {"title": "Семинар"}
    assert sent_version({}, values) == version_of(values)
    assert sent_version({"expected_version": "abc"}, values) == "abc"


def test_form_sent_without_a_version_is_refused():
    values = {"title": "Семинар"}
    with pytest.raises(Conflict):
        require_version(values, sent_version({"title": "Смотр"}, values), "Изменено.", None)
