"""Russian names in the genitive: «за А. В. Воронцова». The one door to petrovich."""

from typing import Final

from petrovich import Case, Gender, Petrovich

_FEMALE: Final = ("на", "кызы", "гызы")
_MALE: Final = ("ич", "оглы", "улы")
_RULES: Final = Petrovich()


def surname_in_genitive(last_name: str, middle_name: str) -> str:
    """The surname in the genitive; as it is where no patronymic tells a man from a woman."""
    ending = middle_name.casefold()
    gender = Gender.FEMALE if ending.endswith(_FEMALE) else None
    gender = Gender.MALE if ending.endswith(_MALE) else gender
    if not last_name or gender is None:
        return last_name
    return _RULES.lastname(last_name, Case.GENITIVE, gender)
