"""What the form of several plans takes from a request."""

from django.http import QueryDict

from events.signoff.forms.several import SeveralForm, keys_of, seen_of


def test_keys_are_numbers_each_once():
    assert keys_of(QueryDict("plan=3&plan=x&plan=1&plan=3&plan=-2&plan=²&plan=" + "9" * 30)) == [
        3,
        1,
    ]


def test_fingerprints_are_those_of_their_plans():
    assert seen_of(QueryDict("sign=3:abc&sign=x:1&sign=4&sign=5:a:b")) == {
        3: "abc",
        4: "",
        5: "a:b",
    }


def test_form_asks_whether_the_plans_were_read():
    assert not SeveralForm({}).is_valid()
    assert SeveralForm({"read": "on"}).is_valid()
