"""How elements of a page look, by their classes and their own styles."""

import pytest
from lxml import html

from reports.sources.html_look import ElementLook, Looks


def look_of(attributes: str, styles: str = "", tag: str = "p") -> ElementLook:
    page = html.document_fromstring(
        f"<html><head><style>{styles}</style></head><body><{tag} {attributes}>а</{tag}></body></html>"
    )
    return Looks(page).of(page.find(f".//{tag}"))


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ("", ElementLook()),
        ("hidden", ElementLook(hidden=True)),
        ('style="display:none"', ElementLook(hidden=True)),
        ('style="mso-hide:all"', ElementLook(hidden=True)),
        ('style="font-weight:700"', ElementLook(bold=True)),
        ('style="font-weight:normal"', ElementLook(bold=False)),
        ('align="CENTER"', ElementLook(align="center")),
        ('align="middle"', ElementLook()),
        ('style="page-break-before:always"', ElementLook(page_break=True)),
        ('style="list-style-type:upper-roman"', ElementLook(form="upperRoman")),
        ('style="mso-list:Ignore"', ElementLook(is_number=True)),
        ('style="mso-tab-count:1"', ElementLook(is_tab=True)),
        ('style="mso-element:comment-list"', ElementLook(part="comments")),
    ],
)
def test_element_looks_as_its_attributes_tell(attributes, expected):
    assert look_of(attributes) == expected


def test_class_of_another_tag_does_not_count():
    styles = "p.loud {font-weight: bold} div.quiet {display: none}"
    assert look_of('class="loud quiet"', styles) == ElementLook(bold=True)


def test_own_style_comes_before_that_of_the_class():
    assert (
        look_of('class="loud" style="font-weight:400"', ".loud {font-weight: bold}").bold is False
    )
