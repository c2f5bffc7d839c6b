"""Reads a PDF as people and programs see it, and makes plans for tests of paper."""

import io
import re

from pypdf import PdfReader

from events.plan.content import (
    ColumnContent,
    EventContent,
    LayoutContent,
    PlanContent,
    SectionContent,
)

# Where a word is divided; authors' own hyphens are «-».
CUT = re.compile("\u00ad\\s*")


def reader_of(data: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(data))


def pages_of(data: bytes) -> list[str]:
    """Give the text of each page, its hyphenated words joined."""
    return [whole(page.extract_text()) for page in reader_of(data).pages]


def text_of(data: bytes) -> str:
    """Give the text of all pages in one line."""
    return " ".join(" ".join(pages_of(data)).split())


def whole(text: str) -> str:
    return CUT.sub("", text).replace("\u00a0", " ").replace("\u200b", "").replace("\u2060", "")


def fonts_of(data: bytes) -> dict[str, bool]:
    """Give each font's name with whether it is embedded."""
    found = {}
    for page in reader_of(data).pages:
        for font in page["/Resources"]["/Font"].values():
            for inner in font.get_object().get("/DescendantFonts", [font]):
                descriptor = inner.get_object()["/FontDescriptor"].get_object()
                name = descriptor["/FontName"].split("+")[-1]
                found[name] = any(key.startswith("/FontFile") for key in descriptor)
    return found


def plan_of(*titles: str, sections_as="band", **values) -> PlanContent:
    """Make a content of one section with a row for each title."""
    columns = (
        ColumnContent("number", "№ п/п", 14),
        ColumnContent("direction", "Направление", 40),
        ColumnContent("event", "Наименование мероприятия", 90),
        ColumnContent("term", "Сроки проведения", 36),
    )
    rows = tuple(EventContent(title=title, term="май") for title in titles)
    return PlanContent(
        title=("План работы",),
        layout=LayoutContent(columns=columns, sections_as=sections_as),
        sections=(SectionContent(heading="Встречи", events=rows),),
        **values,
    )
