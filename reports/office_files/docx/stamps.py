"""Stamps and closing signatures of a Word file, laid out by tables without borders.

A position of several lines, the line to sign on and the name keep their places in every program,
which tab stops do not.
"""

from collections.abc import Sequence
from typing import Any, Final

from events.plan.stamps import Stamp
from events.plan.vocabulary import Orientation
from reports.office_files.docx.table import layout_table, paragraph

_SIDE: Final = 78  # mm, a column of stamps
_GAP: Final = 4
_WIDEST_NAME: Final = 52
_LETTER: Final = 2.3  # mm of a name's letter, 13 points high
# Of a closing signature, in mm by orientation: the position and the line to sign on.
_POSITION: Final = {Orientation.PORTRAIT: 78, Orientation.LANDSCAPE: 130}
_RULE: Final = {Orientation.PORTRAIT: 40, Orientation.LANDSCAPE: 50}


def stamps_table(
    agreements: Sequence[Stamp],
    approvals: Sequence[Stamp],
    orientation: Orientation,
    styles: dict[str, str],
) -> Any:
    """Stamps of agreement on the left, of approval on the right."""
    sides = [
        [element for stamp in stamps for element in _stamp(stamp, styles)]
        or [paragraph("", styles["План: гриф"])]
        for stamps in (agreements, approvals)
    ]
    between = [paragraph("", styles["План: гриф"])]
    widths = [_SIDE, orientation.text_width - 2 * _SIDE, _SIDE]
    return layout_table([[sides[0], between, sides[1]]], widths)


def closing_table(
    closing: Sequence[Stamp], orientation: Orientation, styles: dict[str, str]
) -> Any:
    """Closing signatures one under another; their lines to sign on are equally long."""
    position, rule = _POSITION[orientation], _RULE[orientation]
    widths = [position, _GAP, rule, _GAP, orientation.text_width - position - rule - 2 * _GAP]
    rows = [row for stamp in closing for row in _signer(stamp, styles)]
    ruled = frozenset((at, 2) for at, (_, is_signed) in enumerate(rows) if is_signed)
    return layout_table([cells for cells, _ in rows], widths, ruled=ruled, at_foot=True)


def _signer(stamp: Stamp, styles: dict[str, str]) -> list[tuple[list[list[Any]], bool]]:
    """The rows of one signature, and whether each has the line to sign on."""

    def row(*texts: Sequence[str], style: str, names: str) -> list[list[Any]]:
        kinds = (style, style, names, style, names)
        return [
            [paragraph(text, styles[kind]) for text in lines or ("",)]
            for lines, kind in zip(texts, kinds, strict=True)
        ]

    post = [line for line in (stamp.heading, *stamp.position, stamp.act) if line]
    rows = [(row(post, (), (), (), [stamp.name], style="План: подпись", names="План: имя"), True)]
    if stamp.line_caption or stamp.name_caption:
        captions = row(
            (), (), [stamp.line_caption], (), [stamp.name_caption],
            style="План: пояснение", names="План: пояснение",
        )  # fmt: skip
        rows.append((captions, False))
    if stamp.date:
        rows.append(
            (row([stamp.date], (), (), (), (), style="План: гриф", names="План: гриф"), False)
        )
    return rows


def _stamp(stamp: Stamp, styles: dict[str, str]) -> list[Any]:
    """The paragraphs of a stamp, the line to sign on beside the name, an empty line at the end."""
    usual = styles["План: гриф"]
    name: list[Any] = []
    if stamp.hand_line or stamp.line_caption:
        name = [_line_and_name(stamp, styles)]
    else:
        name = [paragraph(line, usual) for line in (stamp.name, stamp.name_caption) if line]
    heading = [paragraph(stamp.heading, usual)] if stamp.heading else []
    position = [paragraph(line, usual) for line in stamp.position]
    middle = [*name, *position] if stamp.name_first else [*position, *name]
    below = [paragraph(line, usual) for line in (stamp.act, stamp.date) if line]
    return [*heading, *middle, *below, paragraph("", usual)]


def _line_and_name(stamp: Stamp, styles: dict[str, str]) -> Any:
    width = min(_WIDEST_NAME, round(_LETTER * len(stamp.name)) + 4) if stamp.name else 20
    usual, small = styles["План: гриф"], styles["План: пояснение"]
    rows = [[[paragraph("", usual)], [paragraph("", usual)], [paragraph(stamp.name, usual)]]]
    if stamp.line_caption or stamp.name_caption:
        captions = (stamp.line_caption, "", stamp.name_caption)
        rows.append([[paragraph(text, small)] for text in captions])
    widths = [_SIDE - width - 2, 2, width]
    return layout_table(rows, widths, ruled=frozenset({(0, 0)}), at_foot=True)
