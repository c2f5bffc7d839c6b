"""Rows of the sheet: markup that the editor relies on, and words that are only words."""

from dataclasses import replace

import pytest
from lxml import html

from events.drafting.queries.stored_content import read_content
from events.drafting.views.findings import inspection_of
from events.drafting.views.sheet import lay_out_sheet
from events.plan.content import EventContent, ResponsibleContent
from events.plan.outline import rows_of
from events.remarks.queries.remarks import remarks_of_plan
from events.templatetags.sheet import row_of_paper, words_of_cell
from tests.drafts import SOMEBODY, plan, row, section
from tests.events.remarks.places import remark_on_row, sent_plan
from tests.plans import make_plan

UID = "a" * 32
ROLES = ("number", "event", "term", "responsible")
TWO = (ResponsibleContent("Совет"), ResponsibleContent("Кафедра  физики"))
ATTACK = "\"><script>alert('1')</script>&amp;"


def drawn(event: EventContent, roles=ROLES, *, is_drafted=True, **layout) -> html.HtmlElement:
    """Draw the only row of a plan."""
    content = plan(section(replace(event, uid=UID)), roles=roles, layout=layout)
    [found] = rows_of(content)
    sheet = lay_out_sheet(None, content, is_drafted=is_drafted)
    table = html.fromstring(f"<table>{row_of_paper(found, sheet)}</table>")
    return table.xpath("//tr")[0]


def cell(drawn_row: html.HtmlElement, role: str) -> html.HtmlElement:
    [found] = drawn_row.xpath(f"*[@data-cell='{role}']")
    return found


def test_each_cell_says_what_it_holds_and_the_event_heads_its_row():
    found = drawn(row())
    assert (found.get("class"), found.get("id")) == ("paper-row", f"at-{UID}")
    assert [(one.tag, one.get("data-cell"), one.get("scope")) for one in found] == [
        ("td", "number", None),
        ("th", "event", "row"),
        ("td", "term", None),
        ("td", "responsible", None),
        ("td", None, None),
    ]
    assert cell(found, "event").text_content() == "Семинар для наставников"


def test_only_authors_have_the_link_to_all_fields_with_a_name_of_its_own():
    [link] = drawn(row()).xpath("td[@class='tools']/a")
    assert (link.get("href"), link.text) == (f"rows/{UID}/", "Строка 1.")
    [link] = drawn(row(ATTACK), numbering="none").xpath("td[@class='tools']/a")
    assert link.text == f"Строка {ATTACK[:40]}"
    assert not drawn(row(), is_drafted=False).xpath(".//a | .//td[@class='tools']")


def test_what_is_typed_is_told_only_where_it_differs_from_what_is_printed():
    assert not drawn(row(responsible=TWO)).xpath(".//@data-typed | .//@data-choice")
    numbered = drawn(row(number="7"))
    assert numbered.xpath(".//@data-typed") == ["7"]
    assert cell(numbered, "number").get("data-typed") == "7"
    chosen = drawn(row(term="зима", term_choice="winter-ahead"))
    assert cell(chosen, "term").get("data-choice") == "winter-ahead"
    apart = cell(drawn(row(responsible=TWO), responsible_as="commas"), "responsible")
    assert (apart.text_content(), apart.get("data-typed")) == ("Совет, Кафедра  физики", None)
    # A name with a comma can't be told from two names.
    unclear = (ResponsibleContent("Кафедры  физики, химии"), *SOMEBODY)
    mixed = cell(drawn(row(responsible=unclear), responsible_as="commas"), "responsible")
    assert mixed.get("data-typed") == "Кафедры физики, химии\nСовет объединения"


def test_readers_are_told_nothing_of_typing():
    event = row(number="7", term_choice="winter-ahead", responsible=TWO)
    found = drawn(event, ("number", "event", "term"), is_drafted=False)
    assert not found.xpath(".//@data-typed | .//@data-choice")


def test_field_without_a_column_is_typed_without_its_name():
    found = drawn(row(place="Зал\n- сцена", responsible=TWO), ("number", "event", "term"))
    lines = {one.get("data-field"): one for one in found.xpath(".//p[@data-field]")}
    assert lines["place"].text_content().startswith("Место")
    assert lines["place"].get("data-typed") == "Зал\n– сцена"
    assert lines["responsible"].get("data-typed") == "Совет\nКафедра физики"


@pytest.mark.parametrize(
    "field", ["number", "lead_in", "title", "description", "term", "term_choice", "place"]
)
@pytest.mark.parametrize("is_drafted", [True, False])
def test_words_of_people_are_escaped(field, is_drafted):
    found = drawn(row(**{"title": "Слёт", field: ATTACK}), is_drafted=is_drafted)
    markup = html.tostring(found, encoding="unicode")
    assert not found.xpath(".//script")
    assert "<script" not in markup
    if field != "term_choice":
        assert ATTACK in found.text_content()
    names = {name for one in found.iter() for name in one.attrib}
    known = {"id", "class", "scope", "href", "data-cell", "data-field", "data-typed"}
    assert names <= known | {"data-choice"}


def test_responsible_are_escaped_where_they_are_typed_too():
    one = (ResponsibleContent(f"{ATTACK}, эксперт"), *SOMEBODY)
    found = drawn(row(responsible=one), responsible_as="commas")
    assert cell(found, "responsible").get("data-typed") == f"{ATTACK}, эксперт\n{SOMEBODY[0].text}"
    assert not found.xpath(".//script")


def test_merged_direction_is_the_heading_of_its_section():
    events = (row("Первое"), row("Второе"))
    content = plan(
        section(*events, uid=UID, heading="Помощь школам"),
        roles=("number", "direction", "event"),
        layout={"sections_as": "merged"},
    )
    first, second = rows_of(content)
    sheet = lay_out_sheet(None, content, is_drafted=True)
    table = html.fromstring(
        f"<table>{row_of_paper(first, sheet)}{row_of_paper(second, sheet)}</table>"
    )
    [merged] = table.xpath("//*[@data-cell='direction']")
    assert (merged.get("rowspan"), merged.get("data-section")) == ("2", UID)
    assert merged.text_content() == "Помощь школам"
    assert not table.xpath("//*[@data-cell='event']/@data-section")


def test_direction_without_rows_has_a_row_without_tools():
    content = plan(
        section(uid=UID, heading="Помощь школам"),
        roles=("number", "direction", "event"),
        layout={"sections_as": "merged"},
    )
    [empty] = rows_of(content)
    sheet = lay_out_sheet(None, content, is_drafted=True)
    found = html.fromstring(f"<table>{row_of_paper(empty, sheet)}</table>").xpath("//tr")[0]
    assert found.get("id") is None
    assert not found.xpath(".//a")
    assert set(found.xpath("*[@data-cell]/@data-section")) == {UID}


def test_lines_of_a_list_have_marks_that_are_no_words_of_theirs():
    [found] = rows_of(plan(section(row("Слёт:\n- турнир"))))
    [event] = [one for one in found.cells if one.role == "event"]
    assert words_of_cell(event) == (
        '<p>Слёт:</p><p class="item"><span class="item-mark">–</span> турнир</p>'
    )


def test_row_with_a_finding_has_its_mark(cast):
    stored = make_plan(association=cast.association, rows=1)
    stored.events.update(term="")
    content = read_content(stored)
    inspection = inspection_of(stored, content, cast.actor("chair"))
    marked = lay_out_sheet(stored, content, is_drafted=True, inspection=inspection)
    bare = lay_out_sheet(stored, content, is_drafted=True)
    for one in rows_of(content):
        assert "finding-mark" in row_of_paper(one, marked)
        assert "finding-mark" not in row_of_paper(one, bare)


def test_row_with_a_remark_has_its_mark_and_who_decides_a_link(cast):
    sent = sent_plan(cast)
    remark = remark_on_row(cast, sent, text=ATTACK)
    content = read_content(sent)
    remarks = remarks_of_plan(sent, cast.actor("approver"))
    marked = lay_out_sheet(sent, content, remarks=remarks, remark_at="/write/?step=1&")
    drawn_rows = {
        one.event.uid: html.fromstring(f"<table>{row_of_paper(one, marked)}</table>")
        for one in rows_of(content)
    }
    marks = {
        uid: len(one.xpath(".//details[contains(@class, 'remark-mark')]"))
        for uid, one in drawn_rows.items()
    }
    assert marks == {uid: int(uid == remark.uid) for uid in drawn_rows}
    [link] = drawn_rows[remark.uid].xpath(".//td[@class='tools']/a")
    assert link.get("href") == f"/write/?step=1&place=row&uid={remark.uid}"
    assert link.text_content() == "Замечание к строке 1"
    assert ATTACK in drawn_rows[remark.uid].text_content()
