"""The five real plans, read whole; nothing of them is written here, the files themselves judge."""

from io import BytesIO

import docx
import pytest

from events.drafting.queries.stored_content import layout_content
from events.models import Layout
from events.plan.codec import fingerprint, from_json, to_json
from events.plan.outline import rows_of as paper_rows
from reports.recognition import recognise
from reports.recognition.phrases import same_number
from reports.recognition.word_accounting import placed_text, source_lines
from reports.recognition.words import words
from reports.sources.docx import read_word

pytestmark = pytest.mark.django_db

SEEDS = ("000", "001", "002", "003", "004")


@pytest.fixture(params=SEEDS)
def name(request):
    return request.param


@pytest.fixture
def data(shared, name):
    (file,) = (shared / "seeds").glob(f"{name}-*.docx")
    return file.read_bytes()


@pytest.fixture
def found(data):
    layouts = Layout.objects.filter(institution__isnull=True).order_by("pk")
    return recognise(read_word(data), tuple(layout_content(one) for one in layouts))


def seed(name):
    """Run a test on this seed alone."""
    return pytest.mark.parametrize("name", [name])


def plan_rows(data):
    """Rows of the plan's tables as python-docx sees them: (headings, texts of the cells)."""
    for table in docx.Document(BytesIO(data)).tables:
        head = [cell.text for cell in table.rows[0].cells]
        if len(head) > 2:
            for row in table.rows[1:]:
                cells = [cell.text for cell in row.cells]
                if len(set(cells)) > 1:
                    yield head, cells


def rows_of(content):
    """Rows of the plan in order: (section, event), sub-events left out."""
    return [(s, event) for s in content.all_sections() for event in s.events]


def field_text(section, event, role):
    if role == "responsible":
        return " ".join(one.text for one in event.responsible)
    if role == "direction" and section.shown_as == "merged":
        return section.heading
    if role != "event":
        return getattr(event, role)
    parts = [f"{part.title} {part.term}" for part in event.events]
    agenda = [item.text for item in event.agenda]
    return "\n".join([f"{event.lead_in} {event.title}", *agenda, *parts])


def test_no_word_is_lost(data, found):
    assert found.unplaced == ()
    told = [one for text in placed_text(found.content) for one in words(text)]
    for place, line in source_lines(read_word(data)):
        for word in words(line):
            assert word in told or word.isdigit(), (place, word)


def test_every_field_says_its_cell(data, found):
    content = found.content
    roles = {column.heading: column.role for column in found.columns}
    source = list(plan_rows(data))
    rows = rows_of(content)
    assert len(rows) == len(source)
    above = ""
    for (head, cells), (section, event) in zip(source, rows, strict=True):
        for heading, text in zip(head, cells, strict=True):
            role = roles[heading]
            if role == "direction" and content.layout.sections_as == "merged":
                assert section.heading == text.strip()
            elif role == "direction" and section.shown_as == "merged":
                # Written once in the file, so it is the section's.
                above = text.strip() or above
                assert words(section.heading) == words(above)
            elif role != "number":
                assert words(field_text(section, event, role)) == words(text)


def test_paper_says_each_cell_as_the_file_does(data, found):
    roles = {column.heading: column.role for column in found.columns}
    source = list(plan_rows(data))
    drawn = list(paper_rows(found.content))
    assert len(drawn) == len(source)
    for (head, cells), row in zip(source, drawn, strict=True):
        said = {
            cell.role: "\n".join(f"{line.mark} {line.lead} {line.text}" for line in cell.lines)
            for cell in row.cells
            if cell.rows
        }
        for heading, text in zip(head, cells, strict=True):
            role = roles[heading]
            if role == "number":
                assert same_number(row.number, text) or not text.strip()
            elif role in said:
                assert words(said[role]) == words(text)


EXPECTED = {
    # kind, period, layout, rows by section (sub-sections after their own)
    "000": ("rumo", "2026-01-01", "2026-12-31", "rumo-directions", [3, 1, 4, 2]),
    "001": ("rumo", "2024-01-01", "2024-12-31", "rumo-headings", [0, 0, 4, 3, 10]),
    "002": ("omo", "2025-09-01", "2026-08-31", "omo-directions", [2, 1, 1, 1, 4, 1, 1, 2]),
    "003": ("rmc", "2023-09-01", "2024-08-31", "rmc-directions", [4, 3, 5, 4, 1]),
    "004": ("moc", "2026-01-01", "2026-12-31", "moc-results", [15]),
}


def test_kind_period_layout_and_sections(found, name):
    content = found.content
    assert (
        content.association.kind,
        content.period.starts,
        content.period.ends,
        content.layout.code,
        [len(section.events) for section in content.all_sections()],
    ) == EXPECTED[name]


def test_every_row_has_its_term_and_columns_are_sure(found):
    assert all(event.term for _, event in rows_of(found.content))
    assert all(column.confidence >= 0.9 for column in found.columns)


NUMBERS = {
    "000": ["3.", "1.1", "1.2", "1.3"],
    "001": ["4."],
    "002": [],
    "003": [],
    "004": [],
}


def test_only_numbers_that_differ_are_kept_and_told(found, name):
    printed = [event.number for _, event in rows_of(found.content) if event.number]
    assert printed == NUMBERS[name]
    assert sum("напечатана под номером" in one.text for one in found.findings) == len(printed)
    assert [s.number for s in found.content.all_sections() if s.number] == []


SHAPES = {
    "000": ("band", "arabic", "section", "lines", False),
    "001": ("heading", "roman", "restart", "commas", True),
    "002": ("merged", "none", "none", "lines", False),
    "003": ("band", "roman", "through", "lines", False),
    "004": ("none", "none", "through", "commas", False),
}


def test_shape_of_the_paper(found, name):
    layout = found.content.layout
    assert (
        layout.sections_as,
        layout.section_numbers,
        layout.numbering,
        layout.responsible_as,
        layout.title_page,
    ) == SHAPES[name]
    assert all(column.width > 0 for column in layout.columns)
    assert layout.orientation == "portrait"


STEPS = {
    # verb, stage, mode, name first, heading kept, lines of position, has act, has date line
    "000": [("approve", 1, "person", False, True, 1, False, False)],
    "001": [
        ("agree", 1, "person", True, False, 2, False, True),
        ("approve", 2, "person", True, True, 2, False, True),
        ("close", 1, "person", False, False, 1, False, False),
    ],
    "002": [("close", 1, "person", False, False, 1, False, False)] * 2,
    "003": [
        ("agree", 1, "person", False, False, 2, False, True),
        ("agree", 1, "person", False, False, 3, False, True),
        ("approve", 2, "person", False, False, 3, False, True),
    ],
    "004": [("approve", 1, "order", False, True, 1, True, False)],
}


def test_stamps_and_closing_signatures(found, name):
    steps = found.content.steps
    assert [
        (
            one.verb,
            one.stage,
            one.mode,
            one.name_first,
            bool(one.heading),
            len(one.position.splitlines()),
            bool(one.act),
            bool(one.date_line),
        )
        for one in steps
    ] == STEPS[name]
    assert all(one.name for one in steps)


@seed("000")
def test_captions_of_a_signature(found):
    (step,) = found.content.steps
    assert (step.before_name, step.after_name) == ("(подпись)", "(ф.и.о)")


def test_city_of_the_title_page(found, name):
    content = found.content
    assert bool(content.city) is (name == "001")
    assert content.imprint == ""


@seed("001")
def test_text_sections(found):
    texts = [section for section in found.content.sections if section.kind == "text"]
    assert [len(section.paragraphs) for section in texts] == [5, 9]
    assert not any(paragraph[0].isdigit() for one in texts for paragraph in one.paragraphs)
    assert all(section.numbering == "" for section in texts)


@seed("001")
def test_band_inside_a_section_is_its_sub_section(found):
    meetings = found.content.sections[2].sections
    assert [len(section.events) for section in meetings] == [3]
    assert [len(event.agenda) for event in meetings[0].events] == [4, 2, 3]
    assert all(event.meeting for event in meetings[0].events)
    assert [len(section.columns) for section in found.content.sections] == [0, 0, 0, 3]


@seed("000")
def test_merged_direction_among_bands(found):
    assert [s.shown_as for s in found.content.sections] == ["", "", "merged", ""]
    leads = [event.lead_in for _, event in rows_of(found.content) if event.lead_in]
    assert [len(lead.split()) for lead in leads] == [4, 1]


@seed("002")
def test_direction_without_an_event(found):
    empty = [event for _, event in rows_of(found.content) if not event.title]
    assert len(empty) == 1
    assert len(empty[0].responsible) == 2


@seed("003")
def test_dated_sub_events(found):
    rows = [event for _, event in rows_of(found.content) if event.events]
    assert [len(event.events) for event in rows] == [9, 3, 3]
    assert all(part.term and part.title for event in rows for part in event.events)


@seed("004")
def test_rows_that_share_a_number(found):
    shared = [i for i, (_, event) in enumerate(rows_of(found.content)) if event.same_number]
    assert shared == [2, 3]
    assert all(event.result for _, event in rows_of(found.content))


KINDS = {"000": set(), "001": {"office"}, "002": {"person"}, "004": {"organisation"}}


def test_responsible_one_by_one(found, name):
    responsible = [one for _, event in rows_of(found.content) for one in event.responsible]
    if name == "003":
        # Two organisations were written in one paragraph, and stand apart elsewhere.
        assert [len(event.responsible) for _, event in rows_of(found.content)][:4] == [3, 2, 2, 5]
        assert {one.who for one in responsible} == {"organisation", "office", "words"}
    else:
        assert {one.who for one in responsible} == KINDS[name]
    if name == "001":
        # An office that follows another without a comma is one more responsible.
        assert [len(event.responsible) for _, event in rows_of(found.content)][:4] == [1, 1, 2, 3]


def test_the_same_file_gives_the_same_fingerprint_through_json(data, found):
    again = recognise(
        read_word(data),
        tuple(layout_content(one) for one in Layout.objects.order_by("pk")),
    )
    assert again == found
    assert from_json(to_json(found.content)) == found.content
    assert fingerprint(from_json(to_json(found.content))) == fingerprint(found.content)
