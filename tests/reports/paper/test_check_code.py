import pytest

from reports.paper.check_code import code_of, grouped_code, is_code_of, read_code

SHA = "ab" * 32


def test_code_follows_from_the_edition_alone():
    assert code_of(57, SHA) == code_of(57, SHA)
    assert code_of(57, SHA) != code_of(58, SHA)
    assert code_of(57, SHA).split("-")[1] != code_of(57, "cd" * 32).split("-")[1]


@pytest.mark.parametrize(
    "change",
    [
        lambda code: code,
        grouped_code,
        lambda code: f"  {grouped_code(code).upper()} ",
        lambda code: grouped_code(code).replace("-", " ").replace(" ", "-", 1),
        lambda code: grouped_code(code).replace("-", "–"),
        lambda code: code.replace("o", "0").replace("l", "1").replace("b", "8"),
        lambda code: code.replace("a", "а").replace("c", "с").replace("x", "х"),
    ],
)
@pytest.mark.parametrize("edition_id", [1, 57, 123456])
def test_code_is_read_as_people_type_it(edition_id, change):
    code = code_of(edition_id, SHA)
    assert read_code(change(code)) == (edition_id, code)


@pytest.mark.parametrize(
    "typed", ["", "57", "57-", "х-й", "57-short", "1" * 500, "57-" + "a" * 17, "٥٧-" + "a" * 16]
)
def test_what_is_no_code_is_not_read(typed):
    assert read_code(typed) is None


def test_code_of_another_edition_does_not_fit():
    code = code_of(57, SHA)
    assert is_code_of(code, 57, SHA)
    assert not is_code_of(code, 57, "cd" * 32)
    assert not is_code_of(code_of(58, SHA), 57, SHA)
