"""The choices of a plan's layout, sections, responsible and sign-off: one list for each.

Models take their choices from here, the canonical JSON its values, pages their labels.
"""

from enum import StrEnum
from typing import Final

from plans_portal.lib.enums import LabelledEnum


class SectionKind(LabelledEnum):
    """What a section holds."""

    TEXT = "text", "Текст с пунктами"
    TABLE = "table", "Таблица мероприятий"


class ShownAs(LabelledEnum):
    """How a section of rows is printed."""

    BAND = "band", "Полоса во всю ширину таблицы"
    HEADING = "heading", "Заголовок над своей таблицей"
    MERGED = "merged", "Общая ячейка направления"
    NONE = "none", "Без заголовка"


class Numbering(LabelledEnum):
    """How rows are numbered."""

    SECTION = "section", "По разделам: 1.1, 1.2, 2.1"
    THROUGH = "through", "Сквозная: 1, 2, 3 …"
    RESTART = "restart", "Заново в каждом разделе"
    NONE = "none", "Без номеров"


class SectionNumbers(LabelledEnum):
    """How sections are numbered."""

    ARABIC = "arabic", "1, 2, 3"
    ROMAN = "roman", "I, II, III"
    NONE = "none", "Без номеров"


class ResponsibleAs(LabelledEnum):
    """How several responsible are printed in a cell."""

    LINES = "lines", "Каждый с новой строки"
    COMMAS = "commas", "Через запятую"


class Orientation(LabelledEnum):
    """The orientation of A4; `text_width` is in mm, between margins of 20 and 10."""

    def __init__(self, code: str, label: str = "", text_width: int = 0) -> None:
        super().__init__(code, label)
        self.text_width = text_width

    PORTRAIT = "portrait", "Книжная", 180
    LANDSCAPE = "landscape", "Альбомная", 267


class ResponsibleKind(LabelledEnum):
    """What a responsible is."""

    PERSON = "person", "человек"
    OFFICE = "office", "должность"
    ORGANISATION = "organisation", "организация"
    WORDS = "words", "словами"


class Verb(LabelledEnum):
    """What a signature does."""

    AGREE = "agree", "Согласование"
    APPROVE = "approve", "Утверждение"
    CLOSE = "close", "Подпись под планом"


# The steps that decide on a plan; a closing signature only stands under it.
DECISIONS: Final = (Verb.AGREE, Verb.APPROVE)


class Mode(LabelledEnum):
    """What the plan is agreed or approved by."""

    PERSON = "person", "Подписью должностного лица"
    ORDER = "order", "Приказом (распоряжением)"
    PROTOCOL = "protocol", "Решением (протоколом)"
    LETTER = "letter", "Письмом"


class Outcome(StrEnum):
    """What a person asks for, by the button that is pressed."""

    SIGN = "sign"
    WITH_REMARKS = "remarks"
    RETURN = "return"
    REJECT = "reject"

    @property
    def signs(self) -> bool:
        """Whether the plan goes on by it; else it goes back to its authors."""
        return self in {Outcome.SIGN, Outcome.WITH_REMARKS}


class Decision(LabelledEnum):
    """What was decided on an edition."""

    AGREED = "agreed", "Согласовано"
    AGREED_WITH_REMARKS = "remarked", "Согласовано с замечаниями"
    APPROVED = "approved", "Утверждено"
    CLOSED = "closed", "Подписано"
    RETURNED = "returned", "Возвращено на доработку"
    REJECTED = "rejected", "Отклонено"


# The decisions that a plan needs to be approved.
POSITIVE: Final = (Decision.AGREED, Decision.AGREED_WITH_REMARKS, Decision.APPROVED)
# Those that give it back to its authors: they say why, and no paper shows them.
NEGATIVE: Final = (Decision.RETURNED, Decision.REJECTED)


class CodeBy(LabelledEnum):
    """How the code of a one-time link comes to its reader."""

    LETTER = "letter", "Вторым письмом, когда ссылку откроют"
    PHONE = "phone", "По телефону: код увидите вы и продиктуете"


class DeviationKind(LabelledEnum):
    """What a deviation from the route does with a seat."""

    REMOVE = "remove", "Обойтись без него"
    REPLACE = "replace", "Назначить другого"


class DeviationState(LabelledEnum):
    """What became of a deviation that was asked for."""

    ASKED = "asked", "Ждёт методиста"
    GRANTED = "granted", "Разрешено"
    REFUSED = "refused", "Отказано"
    WITHDRAWN = "withdrawn", "Просьба отозвана"


class RemarkState(LabelledEnum):
    """What became of a remark. Settled: nobody owes an answer; the writer may open it again."""

    def __init__(
        self,
        code: str,
        label: str = "",
        icon: str = "",
        is_settled: bool = False,  # noqa: FBT001, FBT002
    ) -> None:
        super().__init__(code, label)
        self.icon = icon
        self.is_settled = is_settled

    OPEN = "open", "Открыто", "chat-left-text"
    ANSWERED = "answered", "Есть ответ", "reply"
    TAKEN = "taken", "Исправлено", "check-circle", True
    DECLINED = "declined", "Отклонено", "x-circle", True
    CLOSED = "closed", "Закрыто", "check-circle-fill", True


class Severity(LabelledEnum):
    """How much a remark asks for."""

    MUST = "must", "Обязательно исправить"
    WISH = "wish", "Пожелание"


class RemarkPlace(LabelledEnum):
    """What a remark is about; its field says which cell of it."""

    PLAN = "plan", "План"
    SECTION = "section", "Раздел"
    ROW = "row", "Строка"


class Mark(LabelledEnum):
    """What became of an event (отметка об исполнении)."""

    def __init__(self, code: str, label: str = "", icon: str = "", key: str = "") -> None:
        super().__init__(code, label)
        self.icon, self.key = icon, key

    DONE = "done", "Проведено", "check-circle-fill", "1"
    PARTLY = "partly", "Проведено частично", "circle-half", "2"
    MOVED = "moved", "Перенесено", "arrow-right-circle", "3"
    CANCELLED = "cancelled", "Отменено", "x-circle", "4"

    @property
    def needs_reason(self) -> bool:
        """Whether it is only kept with a reason."""
        return self in {Mark.MOVED, Mark.CANCELLED}


class MarkedBy(LabelledEnum):
    """By which way a mark came."""

    PAGE = "page", "на странице плана"
    WORKBOOK = "workbook", "из таблицы Excel"
    LINK = "link", "по одноразовой ссылке"
