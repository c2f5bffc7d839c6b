"""Reads what is edited around the tables of our own file: title, headings, text, stamps."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from events.plan.content import PlanContent, SectionContent
from events.plan.heading import imprint_of
from events.plan.outline import TableBlock, TextBlock
from events.plan.stamps import stamps_of
from events.plan.vocabulary import Verb
from reports.office_files.docx.pieces import Piece, edited, paired, plain, without_signs

# Before a text the portal draws no more than a number or a line to sign on.
_LONGEST_BEFORE: Final = 20
_RULE: Final = "_ "


class Place(NamedTuple):
    """A text outside the tables: the step or section that it is of, its field and line."""

    of: str
    field: str
    at: int = 0


class TopEdits(NamedTuple):
    """Texts that read otherwise now, lines that were added after a place, words without one."""

    texts: dict[Place, str]
    added: list[tuple[Place, str]]
    unplaced: list[str]


def edited_top(
    content: PlanContent,
    blocks: Sequence[TextBlock | TableBlock],
    drawn: Sequence[str],
    now: Sequence[str],
) -> TopEdits:
    """Compare the lines outside the tables as they were drawn with those of the file."""
    lines = list(_assigned(drawn, list(_texts(content, blocks))))
    found = TopEdits({}, [], [])
    was = {new: old for old, new in paired(drawn, now)}
    kept = set(was.values())
    for at, line in enumerate(lines):
        if at not in kept:
            found.texts.update((piece.of, "") for piece in line if piece.of)
    before: Place | None = None
    for at, words in enumerate(now):
        line = lines[was[at]] if at in was else ()
        if not line:
            if before is None:
                found.unplaced.append(words)
            else:
                found.added.append((before, without_signs(words).strip()))
            continue
        owners = [piece.of for piece in line if piece.of]
        if plain(drawn[was[at]]) != plain(words):
            texts = edited(line, words)
            found.texts.update((place, text.strip(_RULE)) for place, text in texts.items())
            if not owners:
                found.unplaced.append(words)
        before = owners[-1] if owners else before
    return found


def _assigned(
    drawn: Sequence[str], texts: list[tuple[Place, str]]
) -> Iterator[tuple[Piece[Place], ...]]:
    """Each drawn line with the text of the plan that stands in it, found in their order."""
    for words in drawn:
        found = next((one for one in texts if _ends_with(words, one[1])), None)
        if found is None:
            yield (Piece(words, None),)
            continue
        texts.remove(found)
        before = plain(words)[: len(plain(words)) - len(plain(found[1]))]
        yield (*((Piece[Place](before, None),) if before else ()), Piece(found[1], found[0]))


def _ends_with(words: str, text: str) -> bool:
    drawn, wanted = plain(words), plain(text)
    before = drawn[: len(drawn) - len(wanted)]
    return (
        bool(wanted)
        and drawn.endswith(wanted)
        and len(before) <= _LONGEST_BEFORE
        and (not before or before.endswith(" "))
    )


def _texts(
    content: PlanContent, blocks: Sequence[TextBlock | TableBlock]
) -> Iterator[tuple[Place, str]]:
    """The texts of the plan outside its tables, in the order in which they are drawn."""
    for verb in (Verb.AGREE, Verb.APPROVE):
        yield from _of_steps(content, verb)
    yield Place("", "title"), "\n".join(content.title)
    yield Place("", "imprint"), imprint_of(content)
    sections = {section.uid: section for section in content.all_sections()}
    for block in blocks:
        uid = block.section_uids[0] if isinstance(block, TableBlock) else block.section_uid
        yield from _of_section(sections[uid], block)
    yield from _of_steps(content, Verb.CLOSE)


def _of_section(
    section: SectionContent, block: TextBlock | TableBlock
) -> Iterator[tuple[Place, str]]:
    if block.heading:
        yield Place(section.uid, "heading"), section.heading
    lines = block.lead_in.splitlines()
    yield from ((Place(section.uid, "lead", at), line) for at, line in enumerate(lines))
    if isinstance(block, TextBlock):
        for at, text in enumerate(section.paragraphs):
            yield Place(section.uid, "paragraphs", at), text


def _of_steps(content: PlanContent, verb: Verb) -> Iterator[tuple[Place, str]]:
    for stamp in stamps_of(content, verb, {}):
        uid = stamp.step_uid
        yield Place(uid, "heading"), stamp.heading
        position = [(Place(uid, "position", at), line) for at, line in enumerate(stamp.position)]
        name = [
            (Place(uid, "name"), stamp.name),
            (Place(uid, "before_name"), stamp.line_caption),
            (Place(uid, "after_name"), stamp.name_caption),
        ]
        yield from (*name, *position) if stamp.name_first else (*position, *name)
        yield Place(uid, "act"), stamp.act
        yield Place(uid, "date_line"), stamp.date
