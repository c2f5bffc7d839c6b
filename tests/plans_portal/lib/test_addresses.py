"""Addresses as others see them."""

from plans_portal.lib.addresses import hidden_address


def test_most_of_the_name_is_hidden():
    assert hidden_address("rector@univ.example") == "r***@univ.example"
    assert hidden_address("a@b@univ.example") == "a***@univ.example"
    assert hidden_address("") == ""
