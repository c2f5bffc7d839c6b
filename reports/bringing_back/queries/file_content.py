"""What a Word file that was brought back says now, part by part, against the plan as it was."""

from collections.abc import Iterator, Mapping
from typing import Final

from events.drafting.models.plan import UID
from events.plan.content import EventContent, PlanContent, SectionContent
from events.plan.patch import PartKind
from reports.bringing_back.queries.field_texts import (
    SECTION_FIELDS,
    Texts,
    differing_texts,
    plain,
    section_text,
)
from reports.bringing_back.queries.file_rows import AddedRow, FileRows

SECTIONS_ADDED: Final = (
    "Разделов, которых в плане не было: {count}. Из файла они не переносятся: добавьте их в плане."
)
SECTIONS_LOST: Final = (
    "Разделов, которых в файле нет: {count}. В плане они остаются: удалите их в плане, если надо."
)


def rows_of_content(base: PlanContent, said: PlanContent) -> FileRows:
    """Compare the plan that a file says with the one that was written."""
    rows, now = _rows(base), _rows(said)
    sections = {one.uid: one for one in base.all_sections()}
    new = {one.uid: one for one in said.all_sections()}
    changed: dict[str, Texts] = {}
    for uid, (event, _) in rows.items():
        if uid in now and (texts := dict(differing_texts(event, now[uid][0]))):
            changed[uid] = texts
    notes = []
    if count := len([uid for uid in new if uid not in sections]):
        notes.append(SECTIONS_ADDED.format(count=count))
    if count := len([uid for uid in sections if uid not in new]):
        notes.append(SECTIONS_LOST.format(count=count))
    return FileRows(
        changed,
        tuple(uid for uid, (_, section) in rows.items() if uid not in now and section in new),
        tuple(_added(said, rows)),
        tuple(notes),
        dict(_other_texts(base, said, sections, new)),
    )


def _other_texts(
    base: PlanContent,
    said: PlanContent,
    sections: Mapping[str, SectionContent],
    new: Mapping[str, SectionContent],
) -> Iterator[tuple[tuple[PartKind, str], Texts]]:
    """The texts of the heading and of sections that differ."""
    title = "\n".join(said.title)
    if title and plain(title) != plain("\n".join(base.title)):
        yield (PartKind.HEADING, ""), {"title": title}
    for uid, section in sections.items():
        if uid not in new:
            continue
        texts = {
            name: section_text(new[uid], name)
            for name in SECTION_FIELDS
            if plain(section_text(new[uid], name)) != plain(section_text(section, name))
        }
        if texts:
            yield (PartKind.SECTION, uid), texts


def _added(said: PlanContent, rows: Mapping[str, object]) -> Iterator[AddedRow]:
    seen: set[str] = set()
    for section in said.all_sections():
        above = ""
        for event in section.events:
            if event.uid in rows and UID.fullmatch(event.uid) and event.uid not in seen:
                seen.add(event.uid)
                above = event.uid
            else:
                yield AddedRow({}, event, section.uid, after=above)


def _rows(content: PlanContent) -> dict[str, tuple[EventContent, str]]:
    """The rows of the tables with their sections; of rows with one uid the first."""
    rows: dict[str, tuple[EventContent, str]] = {}
    for section in content.all_sections():
        for event in section.events:
            rows.setdefault(event.uid, (event, section.uid))
    return rows
