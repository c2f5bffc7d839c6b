"""Steps of a plan's sign-off."""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from associations.models import Office
from events.drafting.models.plan import Plan, new_uid
from events.layouts.models import Seat
from events.plan.vocabulary import Mode, Verb
from plans_portal.lib.constraints import one_of


class Step(models.Model):
    """One step of a plan's sign-off: a stamp (гриф) or a closing signature on paper.

    Steps of one stage run in parallel. A step without an office belongs to a signer outside
    the portal: institute staff record the signature made on paper. A step without a seat was added
    by the authors.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="steps", verbose_name="план")
    seat = models.ForeignKey(
        Seat,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="steps",
        verbose_name="место маршрута",
        help_text="Пусто, если шаг добавили авторы",
    )
    uid = models.CharField("постоянный номер", max_length=32, default=new_uid, editable=False)
    order = models.IntegerField("порядок")
    stage = models.PositiveSmallIntegerField(
        "этап", default=1, help_text="Шаги одного этапа идут одновременно"
    )
    enough = models.PositiveSmallIntegerField(
        "сколько таких на этапе достаточно", default=0, help_text="0 — нужна эта подпись"
    )
    verb = models.CharField("что делает", max_length=7, choices=Verb.choices)
    mode = models.CharField("чем", max_length=8, choices=Mode.choices, default=Mode.PERSON.value)
    office = models.ForeignKey(
        Office,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="steps",
        verbose_name="кто решает в портале",
        help_text="Пусто, если подписывает человек без учётной записи: на бумаге",
    )
    heading = models.CharField(
        "слово грифа",
        max_length=100,
        blank=True,
        help_text="Заполните, только если нужно не то слово, которое поставит портал",
    )
    position = models.TextField("должность", blank=True)
    position_reason = models.TextField(
        "почему в грифе другая должность",
        blank=True,
        help_text="Заполнено, если методист разрешил должность не того, кто решает",
    )
    position_allowed_by = models.CharField("кто это разрешил", max_length=300, blank=True)
    name = models.CharField("инициалы и фамилия", max_length=200, blank=True)
    name_first = models.BooleanField("имя печатается перед должностью", default=False)
    before_name = models.CharField("подпись перед именем", max_length=100, blank=True)
    after_name = models.CharField("подпись под именем", max_length=100, blank=True)
    act = models.CharField(
        "приказ, протокол или письмо",
        max_length=300,
        blank=True,
        help_text="Например: приказом института от 16.01.2026 № 1",
    )
    date_line = models.CharField("строка даты", max_length=100, blank=True)
    working_days = models.PositiveSmallIntegerField(
        "срок, рабочих дней",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
        help_text="Если пусто, срок один для всего института",
    )
    used_days = models.PositiveSmallIntegerField(
        "рабочих дней прошло до отзыва",
        default=0,
        editable=False,
        help_text="С них пойдёт срок, когда отозванный план отправят снова",
    )

    class Meta:
        verbose_name = "шаг согласования"
        verbose_name_plural = "шаги согласования"
        ordering = ("plan", "order")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("plan", "order"), name="step_order_once"),
            models.UniqueConstraint(fields=("plan", "uid"), name="step_uid_once"),
            one_of("verb", Verb, "step_verb_known"),
            one_of("mode", Mode, "step_mode_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_verb_display()}: {' '.join(self.position.split())}"
