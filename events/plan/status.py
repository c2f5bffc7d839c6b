"""The statuses of a plan and what each of them means: a new status is one more member here.

The transitions between them are in `events.drafting.rules.transitions`.
"""

from dataclasses import dataclass

from plans_portal.lib.enums import LabelledEnum


@dataclass(frozen=True, slots=True)
class StatusMeaning:
    """What a status means for a plan.

    `closed_because` is why its words may not be changed now; empty where they may. `instead` is
    what to do with a plan that was sent and so cannot be removed. `icon` and `tone` ("", "wait",
    "good", "bad") are those of its badge.
    """

    where: str
    instead: str
    icon: str
    tone: str = ""
    closed_because: str = ""


class PlanStatus(LabelledEnum):
    """The status of a plan; `where` ends the sentence «План уже …»."""

    def __init__(
        self, code: str, label: str = "", meaning: StatusMeaning = StatusMeaning("", "", "")
    ) -> None:
        super().__init__(code, label)
        self.where = meaning.where
        self.instead = meaning.instead
        self.icon = meaning.icon
        self.tone = meaning.tone
        self.closed_because = meaning.closed_because

    DRAFT = (
        "draft",
        "Черновик",
        StatusMeaning("в черновике", "Исправьте его и отправьте снова.", icon="pencil"),
    )
    SIGNOFF = (
        "signoff",
        "На согласовании",
        StatusMeaning(
            "на согласовании",
            "Отзовите его и исправьте.",
            icon="hourglass-split",
            tone="wait",
            closed_because="План на согласовании. Чтобы исправить его, отзовите план или"
            " дождитесь решения.",
        ),
    )
    RETURNED = (
        "returned",
        "На доработке",
        StatusMeaning(
            "на доработке",
            "Исправьте его и отправьте снова.",
            icon="arrow-return-left",
            tone="bad",
        ),
    )
    REJECTED = (
        "rejected",
        "Отклонён",
        StatusMeaning(
            "отклонён",
            "Переделайте его и отправьте снова.",
            icon="x-octagon",
            tone="bad",
        ),
    )
    APPROVED = (
        "approved",
        "Утверждён",
        StatusMeaning(
            "утверждён",
            "Внесите изменения или попросите отменить утверждение.",
            icon="check-circle-fill",
            tone="good",
            closed_because="План утверждён. Чтобы исправить его, внесите изменения: это новая"
            " редакция.",
        ),
    )

    @property
    def is_open(self) -> bool:
        """Whether its authors may change the plan."""
        return not self.closed_because
