"""Finds signs that the paper cannot show: pictures, other scripts, marks that turn letters round.

The typeface of the paper has Cyrillic, Latin, Greek and Hebrew letters; what it lacks is printed as
its number, «[U+1F44D]», and nobody should first see that on the approved plan.
"""

import re
from collections.abc import Iterator
from typing import Final

from events.checks.finding import Finding, Repair, SetField
from events.checks.survey import Survey
from events.checks.texts import Text, texts
from plans_portal.lib.characters import TURNING

# First and last codes of what the paper shows, or prints as a sign of the same meaning
# (`reports.paper.typeface.printed`; a test compares them).
_SHOWN: Final = (
    "0-377 37a-37f 384-38a 38c 38e-3a1 3a3-52f 591-5c7 5d0-5ea 5f0-5f4 600-605 61c 6dd 70f "
    "890-891 8e2 1680 180b-180f 1ab0-1abe 1c80-1c88 1d00-1df5 1dfb-1f15 1f18-1f1d 1f20-1f45 "
    "1f48-1f4d 1f50-1f57 1f59 1f5b 1f5d 1f5f-1f7d 1f80-1fb4 1fb6-1fc4 1fc6-1fd3 1fd6-1fdb "
    "1fdd-1fef 1ff2-1ff4 1ff6-1ffe 2000-2064 2066-2071 2074-208e 2090-209c 20a0-20be 20f0 "
    "2100-217f 2184 2189 2190-2195 21a8 2202 2206 220f 2211-2212 2215 2219-221a 221e-221f 2229 "
    "222b-222d 2248 2260-2261 2264-2265 2302 2310 2320-2321 2460-24ea 2500 2502 250c 2510 2514 "
    "2518 251c 2524 252c 2534 253c 2550-256c 2580 2584 2588 258c 2590-2593 25a0-25a1 25aa-25ac "
    "25b2 25ba 25bc 25c4 25ca-25cc 25cf 25d8-25d9 25e6 2605 260e 2610-2612 263a-263c 2640 2642 "
    "2660 2663 2665-2666 266a-266b 266f 2705 2713-2716 274c 2756 2764 2794 27a1-27a2 27a4 2a0c "
    "2a74-2a76 2b50 2c60-2c7f 2de0-2e42 3000 3250-325f 32b1-32bf 32cc-32cf 3371-337a 3380-33df "
    "33ff a640-a69f a717-a7ae a7b0-a7b7 a7f2-a7f4 a7f7-a7ff ab30-ab65 ab69 e000-f8ff fb00-fb06 "
    "fb1d-fb36 fb38-fb3c fb3e fb40-fb41 fb43-fb44 fb46-fb4f fe00-fe10 fe13-fe16 fe19 fe20-fe38 "
    "fe47-fe50 fe52 fe54-fe5c fe5f-fe66 fe68-fe6b feff ff01-ff5e ffe0-ffe6 ffe8-ffee fff9-ffff "
    "10781-10785 10787 10789-1079b 1079d-1079e 107a0 107a2-107a6 107a8-107ac 107ae-107b0 "
    "107b2-107b8 110bd 110cd 13430-1343f 1bca0-1bca3 1d173-1d17a 1d400-1d454 1d456-1d49c "
    "1d49e-1d49f 1d4a2 1d4a5-1d4a6 1d4a9-1d4ac 1d4ae-1d4b9 1d4bb 1d4bd-1d4c3 1d4c5-1d505 "
    "1d507-1d50a 1d50d-1d514 1d516-1d51c 1d51e-1d539 1d53b-1d53e 1d540-1d544 1d546 1d54a-1d550 "
    "1d552-1d6a5 1d6a8-1d6c0 1d6c2-1d6fa 1d6fc-1d734 1d736-1d76e 1d770-1d7a8 1d7aa-1d7cb "
    "1d7ce-1d7ff 1e030-1e06d 1f100-1f10a 1f110-1f129 1f12b-1f12e 1f130-1f14f 1f16a-1f16c 1f190 "
    "1fbf0-1fbf9 e0001 e0020-e007f e0100-e01ef"
)
_LACKING: Final = re.compile(
    "[^{}]".format(
        "".join(
            f"\\U{first:0>8}-\\U{last or first:0>8}"
            for first, _, last in (codes.partition("-") for codes in _SHOWN.split())
        )
    )
)
_TURNING: Final = re.compile(f"[{TURNING}]")
REMOVE: Final = "Убрать невидимые знаки"


def letters(plan: Survey) -> Iterator[Finding]:
    """At most one finding of each kind for each field."""
    for text in texts(plan):
        lacking = list(dict.fromkeys(_LACKING.findall(text.words)))
        if lacking:
            yield text.finding("letter_lacking", _lacking_in_words(lacking))
        if (turning := _TURNING.search(text.words)) is not None:
            words = (
                f"есть невидимый знак направления письма (U+{ord(turning[0]):04X}). Он переставляет"
                " буквы на экране, а на бумаге его не будет."
            )
            yield text.finding("direction_sign", words, _without_turning(text))


def _lacking_in_words(lacking: list[str]) -> str:
    named = ", ".join(f"«{one}» (U+{ord(one):04X})" for one in lacking[:3])
    more = f" и ещё {len(lacking) - 3}" if len(lacking) > 3 else ""  # noqa: PLR2004
    what = "знака" if len(lacking) == 1 else "знаков"
    return (
        f"{what} {named}{more} нет в шрифте бумаги, на их месте напечатают номер:"
        f" [U+{ord(lacking[0]):04X}]. Замените их словами."
    )


def _without_turning(text: Text) -> Repair | None:
    if not text.can_be_set:
        return None

    def mend(words: str) -> str:
        return _TURNING.sub("", words)

    return Repair(REMOVE, (SetField(text.uid, text.field, text.mended(mend)),))
