"""The mark (QR code) by which a printed paper leads to its check page: ГОСТ Р 7.0.97-2025, item 31.

It knows an address and a code and draws the squares; it refuses to know editions and pages.
"""

from dataclasses import dataclass
from itertools import groupby
from typing import Final

import segno

from reports.paper.check_code import in_groups

# White around the squares, which a reader needs to find them (ISO/IEC 18004).
_QUIET: Final = 4
# Readable with 15 % of it soiled or torn off.
_REPAIR: Final = "m"


@dataclass(frozen=True, slots=True)
class CheckMark:
    """What the mark leads to, what stands beside it for the eye, and its squares.

    `squares` is a path of SVG in modules; `side` is the side of the whole, white included.
    """

    address: str
    page: str
    code: str
    side: int
    squares: str

    @property
    def words(self) -> str:
        """What the picture is, for who doesn't see it."""
        return f"QR-код: проверить документ на странице {self.address}"


def check_mark(address: str, code: str) -> CheckMark:
    """The mark of an absolute address of a check page, which ends in the code."""
    symbol = segno.make(address, error=_REPAIR, micro=False, boost_error=False)
    path = []
    for y, row in enumerate(symbol.matrix, _QUIET):
        x = _QUIET
        for is_dark, run in groupby(row):
            width = len(list(run))
            if is_dark:
                path.append(f"M{x} {y}h{width}v1h-{width}z")
            x += width
    side = int(symbol.symbol_size(border=_QUIET)[0])
    page = address.removesuffix(f"{code}/").partition("://")[2]
    return CheckMark(address, page, in_groups(code), side, "".join(path))
