"""Which steps of a stage must still be decided: all of them, or N of those that say so."""

from collections import defaultdict
from collections.abc import Container, Iterable
from typing import Final, Protocol

from events.plan.vocabulary import DECISIONS

# What a person chooses: of those of a stage that say the same number, that many are enough.
ENOUGH: Final = (
    (0, "Нужна эта подпись"),
    (1, "Любая одна из таких на этапе"),
    (2, "Любые две из таких на этапе"),
    (3, "Любые три из таких на этапе"),
)


class StageStep(Protocol):
    """The fields of a step, stored or in an edition, that its stage depends on."""

    @property
    def uid(self) -> str:
        """Its identity."""

    @property
    def verb(self) -> str:
        """What it does."""

    @property
    def stage(self) -> int:
        """Which stage it belongs to."""

    @property
    def enough(self) -> int:
        """How many like it are enough; 0 where it is needed itself."""


def lacking[S: StageStep](steps: Iterable[S], signed: Container[str]) -> list[S]:
    """The steps of all stages that are still to be decided; `signed` are uids of decided ones."""
    steps = list(steps)
    spared = not_needed(steps, signed)
    return [
        step
        for step in steps
        if step.verb in DECISIONS and step.uid not in signed and step.uid not in spared
    ]


def not_needed(steps: Iterable[StageStep], signed: Container[str]) -> set[str]:
    """The uids of steps without a decision whose stage has enough of them without these.

    Steps of one stage with the same `enough` above 0 stand for each other: that many decide, or
    all where there are fewer.
    """
    groups: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
    for step in steps:
        if step.verb in DECISIONS and step.enough:
            groups[step.stage, step.enough].append(step.uid)
    spared: set[str] = set()
    for (_, enough), uids in groups.items():
        left = {uid for uid in uids if uid not in signed}
        if len(uids) - len(left) >= enough:
            spared |= left
    return spared
