"""The QR code that leads from a printed paper to its check page (ГОСТ Р 7.0.97-2025, item 31)."""

from dataclasses import dataclass
from itertools import groupby
from typing import Final

import segno

from reports.paper.check_code import grouped_code

# The white border, in modules, that a scanner needs (ISO/IEC 18004).
_BORDER: Final = 4
# Readable with 15 % of it dirty or torn off.
_ERROR_LEVEL: Final = "m"


@dataclass(frozen=True, slots=True)
class CheckMark:
    """The address in the QR code, the page and the code as text beside it, and its picture.

    `squares` is an SVG path in modules; `side` is the side of the picture with its white border.
    """

    address: str
    page: str
    code: str
    side: int
    squares: str

    @property
    def words(self) -> str:
        """The picture's alternative text."""
        return f"QR-код: проверить документ на странице {self.address}"


def check_mark(address: str, code: str) -> CheckMark:
    """The mark for the absolute address of a check page, which ends in the code."""
    symbol = segno.make(address, error=_ERROR_LEVEL, micro=False, boost_error=False)
    path = []
    for y, row in enumerate(symbol.matrix, _BORDER):
        x = _BORDER
        for is_dark, run in groupby(row):
            width = len(list(run))
            if is_dark:
                path.append(f"M{x} {y}h{width}v1h-{width}z")
            x += width
    side = int(symbol.symbol_size(border=_BORDER)[0])
    page = address.removesuffix(f"{code}/").partition("://")[2]
    return CheckMark(address, page, grouped_code(code), side, "".join(path))
