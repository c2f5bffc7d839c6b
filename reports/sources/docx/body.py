"""Makes paragraphs and tables of document.xml, without what is hidden or deleted."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from reports.sources.docx import rows
from reports.sources.docx.characters import symbol, with_usual_hyphens
from reports.sources.docx.fields import Field, shown_by_form
from reports.sources.docx.lists import ListNumbering
from reports.sources.docx.styles import Styles, child_value, switch
from reports.sources.docx.unread import GONE, is_gone, is_prompt
from reports.sources.source_document import Block, Run, SourceError, SourceParagraph, merge_runs

ELSEWHERE = frozenset({"w:altChunk", "w:subDoc"})
CHARACTERS = {
    "w:br": "\n", "w:tab": "\t", "w:ptab": "\t", "w:cr": "\n", "w:noBreakHyphen": "-",
    "w:softHyphen": "\u00ad",
}  # fmt: skip
DRAWN = frozenset({"w:drawing", "w:pict", "w:object"})
ALTERNATIVES = "mc:AlternateContent"
ALIGN = {"start": "left", "end": "right", "both": "justify", "distribute": "justify"}
# No title has more lines; a stamp beside it is put before so many at most.
LINES_OF_A_TITLE = 20
SCATTERED = (
    "Часть текста лежит в других файлах: откройте документ в Word, сохраните как обычный "
    "«Документ Word (.docx)» и повторите."
)


@dataclass(slots=True)
class _Open:
    """A paragraph that is being filled, and the complex fields that are open in it."""

    style: str
    runs: list[Run] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)
    page_break: bool = False


@dataclass(slots=True)
class _Box:
    """The text boxes anchored to the paragraph before."""

    blocks: list[Block]


class Body:
    """Reads one document's elements with its styles and list numbers.

    `left_out` counts what was not read: "deleted", "hidden", "prompt", "object", "number"; and
    "struck", which is read.
    """

    def __init__(self, styles: Styles, numbering: ListNumbering) -> None:
        """Take styles and list numbers, which are counted as blocks are read."""
        self._styles = styles
        self._numbering = numbering
        self._prompts = 0
        self.left_out: Counter[str] = Counter()
        self._tables = rows.Tables(self._cell, self.left_out)

    def document(self, content: Element) -> tuple[Block, ...]:
        """Paragraphs and tables of a whole document.

        A text box floats beside its paragraph, mostly a stamp beside a title, so it goes before
        all lines of that title and does not split them.
        """
        inner_blocks: list[Block] = []
        for one in self._pieces_of(content):
            if isinstance(one, _Box):
                at = _begins(inner_blocks)
                inner_blocks[at:at] = one.blocks
            else:
                inner_blocks.append(one)
        return tuple(inner_blocks)

    def blocks(self, container: Element) -> Iterator[Block]:
        """Paragraphs and tables of this container, text boxes after their paragraph."""
        for one in self._pieces_of(container):
            if isinstance(one, _Box):
                yield from one.blocks
            else:
                yield one

    def _pieces_of(self, container: Element) -> Iterator[Block | _Box]:
        # Where the end of a paragraph is deleted or hidden, its words belong to the next one.
        carried: list[Run] = []
        yield from self._blocks(container, carried)
        if carried:
            yield SourceParagraph(merge_runs(carried))

    def _blocks(self, container: Element, carried: list[Run]) -> Iterator[Block | _Box]:
        for element in container:
            if element.tag == "w:p":
                yield from self._paragraph(element, carried)
            elif element.tag == "w:tbl":
                table = self._tables.read(element)
                if table is not None:
                    yield table
            elif element.tag == ALTERNATIVES:
                chosen = _choice(element)
                if chosen is not None:
                    yield from self._blocks(chosen, carried)
            elif element.tag in ELSEWHERE:
                raise SourceError(SCATTERED)
            elif not is_gone(element, self.left_out):
                with_prompt = is_prompt(element)
                self._prompts += with_prompt
                yield from self._blocks(element, carried)
                self._prompts -= with_prompt

    def _cell(self, element: Element, *, prompt: bool) -> tuple[Block, ...]:
        """The blocks of one cell; `prompt`: it holds only a hint what to fill in."""
        self._prompts += prompt
        inner_blocks = tuple(self.blocks(element))
        self._prompts -= prompt
        return inner_blocks

    def _paragraph(self, element: Element, carried: list[Run]) -> Iterator[Block | _Box]:
        look = element.find("w:pPr")
        style = child_value(look, "w:pStyle") or self._styles.default
        line = _Open(style, list(carried))
        carried.clear()
        self._runs(element, line)
        section = look.find("w:sectPr") if look is not None else None
        if section is not None and child_value(section, "w:type") != "continuous":
            line.page_break = True
        if look is not None and self._has_no_end(look, style):
            carried.extend(line.runs)
        else:
            align = child_value(look, "w:jc") or self._styles.align(style)
            yield SourceParagraph(
                runs=merge_runs(line.runs),
                align=ALIGN.get(align, align),
                # Word counts an empty list paragraph too, so the marker is taken in any case.
                marker=self._marker(look, style),
                page_break=line.page_break or bool(switch(look, "w:pageBreakBefore")),
            )
        if line.boxes:
            yield _Box([block for box in line.boxes for block in self.blocks(box)])

    def _has_no_end(self, look: Element, style: str) -> bool:
        mark = look.find("w:rPr")
        if mark is None:
            return bool(self._styles.hidden(style))
        if any(mark.find(name) is not None for name in GONE):
            return True
        switches = (
            switch(mark, "w:vanish"),
            switch(mark, "w:specVanish"),
            self._styles.hidden(style),
        )
        return bool(next((one for one in switches if one is not None), False))

    def _marker(self, look: Element | None, style: str) -> str:
        numbers = look.find("w:numPr") if look is not None else None
        inherited = self._styles.numbers(style)
        own = child_value(numbers, "w:numId")
        num_id = own or (inherited.num_id if inherited else "")
        if num_id in ("", "0"):
            return ""
        level = child_value(numbers, "w:ilvl")
        if level is None and inherited:
            level = inherited.level
        return self._numbering.marker(num_id, level, inherited.style if inherited else style)

    def _runs(self, container: Element, line: _Open) -> None:
        """Collect the visible runs and the text boxes of a paragraph."""
        for element in container:
            tag = element.tag
            if tag == "w:r":
                self._run(element, line)
            elif tag == ALTERNATIVES:
                chosen = _choice(element)
                if chosen is not None:
                    self._runs(chosen, line)
            elif tag in DRAWN:
                self._drawn(element, line)
            elif tag in ("oMath", "oMathPara"):
                formula = "".join(one.text or "" for one in element.iter("t"))
                line.runs.append(Run(with_usual_hyphens(formula)))
            elif tag == "w:fldSimple":
                opened = Field(len(line.runs), element.get("w:instr", ""))
                self._runs(element, line)
                self._close(opened, line)
            elif tag in ELSEWHERE:
                raise SourceError(SCATTERED)
            elif not is_gone(element, self.left_out):
                with_prompt = is_prompt(element)
                self._prompts += with_prompt
                self._runs(element, line)
                self._prompts -= with_prompt

    def _run(self, element: Element, line: _Open) -> None:
        look = element.find("w:rPr")
        own_style = child_value(look, "w:rStyle") if look is not None else None
        bold, hidden = self._face(look, own_style, line.style)
        struck = bool(switch(look, "w:strike") or switch(look, "w:dstrike"))
        text = ""
        for piece in _pieces(element):
            tag = piece.tag
            if tag == "w:t":
                text += piece.text or ""
                self.left_out["struck"] += struck
            elif tag in CHARACTERS:
                line.page_break |= tag == "w:br" and piece.get("w:type") == "page"
                text += CHARACTERS[tag]
            elif tag == "w:sym":
                text += symbol(piece.get("w:char", ""))
            elif tag == "w:fldChar":
                self._say(text, bold, line, hidden=hidden)
                text = ""
                self._field(piece, line)
            elif tag == "w:instrText" and line.fields:
                line.fields[-1].code += piece.text or ""
            elif tag in DRAWN:
                self._drawn(piece, line)
            elif tag == "w:ruby":
                self._runs(piece, line)
        self._say(text, bold, line, hidden=hidden)

    def _face(self, look: Element | None, own: str | None, style: str) -> tuple[bool, bool]:
        """Whether a run is bold, and whether it is hidden."""
        styles = self._styles
        switches = (switch(look, "w:b"), styles.bold(own), styles.bold(style))
        bold = next((one for one in switches if one is not None), False)
        switches = (switch(look, "w:vanish"), styles.hidden(own), styles.hidden(style))
        return bold, next((one for one in switches if one is not None), False)

    def _say(self, text: str, bold: bool, line: _Open, *, hidden: bool) -> None:  # noqa: FBT001
        if not text:
            return
        if hidden or self._prompts:
            if text.strip():
                self.left_out["hidden" if hidden else "prompt"] += 1
        else:
            line.runs.append(Run(with_usual_hyphens(text), bold))

    def _field(self, mark: Element, line: _Open) -> None:
        """Begin, middle or end of a complex field; its code is between the first two."""
        match mark.get("w:fldCharType"):
            case "begin":
                line.fields.append(Field(len(line.runs), form=shown_by_form(mark)))
            case "separate" if line.fields:
                opened = line.fields[-1]
                opened.has_result = True
                del line.runs[opened.begins :]
            case "end" if line.fields:
                closed = line.fields.pop()
                if not closed.has_result:
                    del line.runs[closed.begins :]
                self._close(closed, line)

    def _close(self, closed: Field, line: _Open) -> None:
        """End a field: its result is the runs since its beginning."""
        if closed.counts_pages:
            del line.runs[closed.begins :]
        if any(run.text.strip() for run in line.runs[closed.begins :]):
            return
        self.left_out["number"] += closed.numbers_lines
        if closed.form:
            line.runs.append(Run(closed.form))

    def _drawn(self, element: Element, line: _Open) -> None:
        if next(element.iter("OLEObject"), None) is not None:
            self.left_out["object"] += 1
        line.boxes.extend(_boxes(element))


def _begins(inner_blocks: list[Block]) -> int:
    """The index of the first line in the last group of lines, all aligned alike."""
    at = len(inner_blocks)
    last = inner_blocks[-1] if inner_blocks else None
    if not isinstance(last, SourceParagraph) or not last.text.strip():
        return at
    while len(inner_blocks) - at < LINES_OF_A_TITLE and at:
        one = inner_blocks[at - 1]
        if not isinstance(one, SourceParagraph) or not one.text.strip() or one.align != last.align:
            break
        at -= 1
    return at


def _choice(element: Element) -> Element | None:
    """One branch of alternatives: they repeat the same text."""
    branches = [branch for branch in element if branch.tag in ("mc:Choice", "mc:Fallback")]
    inner_blocks = [b for b in branches if any(one.tag in ("w:t", "w:sym") for one in b.iter())]
    return next(iter(inner_blocks or branches), None)


def _pieces(run: Element) -> Iterator[Element]:
    for piece in run:
        if piece.tag == ALTERNATIVES:
            chosen = _choice(piece)
            if chosen is not None:
                yield from _pieces(chosen)
        else:
            yield piece


def _boxes(element: Element) -> Iterator[Element]:
    """Contents of text boxes inside a drawing, alternatives read once."""
    if element.tag == ALTERNATIVES:
        chosen = _choice(element)
        if chosen is not None:
            yield from _boxes(chosen)
        return
    for child in element:
        if child.tag == "w:txbxContent":
            yield child
        else:
            yield from _boxes(child)
