"""The head of a plan and its stamps beside what they were."""

from dataclasses import replace

from events.plan.comparison.heads import field_changes, step_changes
from events.plan.comparison.values import PartFate
from events.plan.content import (
    AssociationContent,
    ColumnContent,
    LayoutContent,
    PeriodContent,
    PlanContent,
    StepContent,
)
from events.plan.vocabulary import Verb

AGREE = StepContent(uid="a", position="Проректор", name="С. П. Лугова")
APPROVE = StepContent(uid="b", verb=Verb.APPROVE, position="Директор", name="А. Р. Мелова")
PLAN = PlanContent(
    association=AssociationContent(name="РУМО"),
    period=PeriodContent(starts="2027-01-01", ends="2027-12-31"),
    title=("План работы",),
    city="Заозёрск",
    steps=(AGREE, APPROVE),
)


def test_each_field_of_the_head_is_told_by_its_name():
    other = replace(
        PLAN,
        association=AssociationContent(name="ОМО"),
        period=PeriodContent(starts="2028-01-01", ends="2028-12-31"),
        title=("План работы", "на год"),
        city="Луговск",
        imprint="Луговск, 2028",
        layout=LayoutContent(
            name="Иная", columns=(ColumnContent("event", "Дело"),), title_page=True
        ),
    )
    assert field_changes(PLAN, PLAN) == ()
    assert [one.label for one in field_changes(PLAN, other)] == [
        "Объединение",
        "Период",
        "Заголовок",
        "Город",
        "Выходные данные",
        "Форма плана",
        "Графы таблицы",
        "Вид на бумаге",
    ]


def steps(*after: StepContent) -> list[tuple[str, str, bool]]:
    changes = step_changes(PLAN, replace(PLAN, steps=after))
    return [(one.fate, one.label, one.is_moved) for one in changes]


def test_steps_are_told_as_added_removed_changed_and_moved():
    added = StepContent(uid="c", name="Н. С. Громов")
    assert steps(AGREE, APPROVE) == []
    assert steps(AGREE, APPROVE, added) == [(PartFate.ADDED, "Согласование", False)]
    assert steps(APPROVE) == [(PartFate.REMOVED, "Согласование", False)]
    assert steps(replace(AGREE, name="Иной"), APPROVE) == [
        (PartFate.CHANGED, "Согласование", False)
    ]
    assert steps(APPROVE, AGREE) == [(PartFate.SAME, "Утверждение", True)]


def test_what_a_stamp_does_not_say_is_told_too():
    [one] = step_changes(PLAN, replace(PLAN, steps=(replace(AGREE, name_first=True), APPROVE)))
    assert one.notes == ("Изменены сведения, которых в грифе не видно.",)
    [one] = step_changes(PLAN, replace(PLAN, steps=(replace(AGREE, office="curator"), APPROVE)))
    assert "Решает в портале: Куратор" in [piece.text for line in one.words for piece in line]
