"""How the form that narrows a list looks: one helper and one template for all of them."""

from crispy_forms.helper import FormHelper


def filter_helper(*, live: str = "") -> FormHelper:
    """Give the helper of a form of filters, for `{% crispy form %}`.

    `live` says which events draw the list (`#found`) anew without a press (htmx's `hx-trigger`).
    The template takes from its page: `kept`, a dictionary of values that go along unseen; `reset`,
    the address without filters; `all`, the words of the link there.
    """
    helper = FormHelper()
    helper.template = "_filters.html"
    helper.live = live
    return helper
