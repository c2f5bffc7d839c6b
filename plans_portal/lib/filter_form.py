"""How a form that narrows a list looks."""

from crispy_forms.helper import FormHelper


def filter_helper(*, live: str = "") -> FormHelper:
    """Give the helper of a filter form, for `{% crispy form %}`.

    `live`: the events (htmx's `hx-trigger`) that reload the list (`#found`). The template takes
    from its page `kept`, a dictionary of values sent along hidden; `reset`, the address without
    filters; `all`, the words of the link to it.
    """
    helper = FormHelper()
    helper.template = "_filters.html"
    helper.live = live
    return helper
