"""Whether the paper of what is sent was printed and found whole.

Papers are made above plans, so who prints and checks is named by the settings (`PAPER_CHECK`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.utils.module_loading import import_string

from events.models import Plan
from events.plan.content import PlanContent

UNCHECKED: Final = (
    "Бумага этого плана ещё не проверена: портал печатает её и сверяет с планом. Подождите немного"
    " и отправьте ещё раз."
)
INCOMPLETE: Final = (
    "В бумаге нашлось не всё. Исправьте план или отметьте, что отправляете его так: документ"
    " выдадут после того, как методист сверит бумагу."
)

UNPRINTED: Final = (
    "Проверить бумагу не удалось. Попробуйте через несколько минут или отметьте, что отправляете"
    " план так: документ выдадут, когда портал сможет его напечатать."
)
# The place of what could not be printed or compared at all.
WHOLE_PAPER: Final = "вся бумага"


@dataclass(frozen=True, slots=True)
class MissingPart:
    """What was not found on the paper: its place, its words, the row or section of the plan.

    `kind` says in Russian what is alike: parts of one kind are listed together.
    """

    place: str
    text: str
    uid: str = ""
    kind: str = "Не найдено"

    @property
    def anchor(self) -> str:
        """Where it stands on the plan's page."""
        return f"at-{self.uid}" if self.uid else "sheet"


@dataclass(frozen=True, slots=True)
class PaperCheck:
    """What the check of a paper has found; it goes on until `is_ready`."""

    is_ready: bool = True
    missing: tuple[MissingPart, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether everything is on the paper."""
        return self.is_ready and not self.missing

    @property
    def is_unprinted(self) -> bool:
        """Whether it failed: the paper could not be printed or compared."""
        return any(one.place == WHOLE_PAPER for one in self.missing)

    @property
    def groups(self) -> list[tuple[str, list[MissingPart]]]:
        """What is missing by kind, in the order in which the kinds were found."""
        kinds = dict.fromkeys(one.kind for one in self.missing)
        return [(kind, [one for one in self.missing if one.kind == kind]) for kind in kinds]


type Looks = Callable[[Plan, PlanContent, bool], PaperCheck | None]


def paper_check(plan: Plan, content: PlanContent, *, starts: bool = False) -> PaperCheck | None:
    """The check of the paper of this content; None where there is none, or none is wanted.

    With `starts` one that is not there is made: at once, or by a worker if the paper is long.
    """
    if not settings.PAPER_CHECK:
        return None
    look: Looks = import_string(settings.PAPER_CHECK)
    return look(plan, content, starts)


def objection_to_paper(plan: Plan, content: PlanContent, *, as_it_is: bool) -> str | None:
    """Why a plan with this paper may not be sent, or None; nothing is printed for the answer.

    With `as_it_is` the sender has seen that the paper is not whole.
    """
    if not settings.PAPER_CHECK:
        return None
    check = paper_check(plan, content)
    if check is None or not check.is_ready:
        return UNCHECKED
    if not check.missing or as_it_is:
        return None
    return UNPRINTED if check.is_unprinted else INCOMPLETE
