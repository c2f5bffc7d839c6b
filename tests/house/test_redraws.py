"""Templates that draw a part of a page anew while a person works: the newest request must win."""

import re
from collections.abc import Iterator

from lxml import html

from tests.house.tree import files_with, said


def elements() -> Iterator[tuple[str, html.HtmlElement]]:
    """Give each element of each template with the template's path."""
    for path in files_with(".html"):
        words = re.sub(r"{#.*?#}|{%.*?%}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        tree = html.fragment_fromstring(words, create_parent="div")
        yield from ((said(path), one) for one in tree.iter() if isinstance(one.tag, str))


def test_newer_redraw_replaces_an_older_one():
    """What is asked for by typing or choosing may be answered late; a clock asks one at a time."""
    found = [
        f"{path}: {one.get('hx-trigger')}"
        for path, one in elements()
        if "hx-trigger" in one.attrib
        and not one.get("hx-trigger").startswith("every ")
        and one.get("hx-sync") != "this:replace"
    ]
    assert found == []


def test_redraw_that_is_due_replaces_no_action():
    """A button inside of what is drawn anew inherits hx-sync, and would be taken back by a redraw."""
    found = [
        f"{path}: {inner.get('id')}"
        for path, one in elements()
        if "hx-sync" in one.attrib and "hx-disinherit" not in one.attrib
        for inner in one.iterdescendants()
        if {"hx-get", "hx-post"} & set(inner.attrib) and "hx-sync" not in inner.attrib
    ]
    assert found == []
