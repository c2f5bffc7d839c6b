"""What became of a row of an approved plan, and events that no plan foresaw."""

from typing import ClassVar, Final

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q

from events.drafting.models.plan import AT_MOST_A_BOOK, AT_MOST_A_PAGE, Plan, new_uid
from events.plan.held import Marked, MarkPlace
from events.plan.vocabulary import Mark, MarkedBy
from plans_portal.lib.constraints import one_of

# More people than a region has teachers come to no event.
MOST_PEOPLE: Final = 100_000


class Fact(models.Model):
    """What became of a row (отметка об исполнении), or of one of its dates.

    It names its row by uid, so it stays with the row through editions; the approved words never
    change by it. What was moved and then held keeps the day that it was moved to, and why.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="facts", verbose_name="план")
    event_uid = models.CharField("строка", max_length=32)
    date_key = models.CharField(
        "дата по плану", max_length=21, blank=True, help_text="Пусто, если отмечена вся строка"
    )
    mark = models.CharField("отметка", max_length=9, choices=Mark.choices)
    held_on = models.DateField("когда проведено", null=True, blank=True)
    held_until = models.DateField("по какой день", null=True, blank=True)
    moved_to = models.DateField("на какой день перенесено", null=True, blank=True)
    place = models.TextField("где проведено", blank=True, validators=[AT_MOST_A_PAGE])
    people = models.PositiveIntegerField(
        "сколько участвовало", null=True, blank=True, validators=[MaxValueValidator(MOST_PEOPLE)]
    )
    people_by_kind = models.JSONField(
        "из них", default=dict, blank=True, help_text="Вид участников и сколько их было"
    )
    result = models.TextField("результат", blank=True, validators=[AT_MOST_A_BOOK])
    reason = models.TextField("причина", blank=True, validators=[AT_MOST_A_PAGE])
    links = models.TextField(
        "ссылки", blank=True, validators=[AT_MOST_A_PAGE], help_text="Каждая с новой строки"
    )
    way = models.CharField(
        "каким путём", max_length=8, choices=MarkedBy.choices, default=MarkedBy.PAGE.value
    )
    marked_at = models.DateTimeField("когда отмечено")
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="учётная запись",
    )
    marked_by_name = models.CharField("кто отметил", max_length=300)

    class Meta:
        verbose_name = "отметка об исполнении"
        verbose_name_plural = "отметки об исполнении"
        ordering = ("plan", "held_on", "id")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("plan", "event_uid", "date_key"), name="fact_once_a_row_and_date"
            ),
            one_of("mark", Mark, "fact_mark_known"),
            one_of("way", MarkedBy, "fact_way_known"),
            models.CheckConstraint(
                condition=~Q(mark__in=[str(mark) for mark in Mark if mark.needs_reason])
                | ~Q(reason=""),
                name="fact_of_what_was_not_held_says_why",
            ),
            models.CheckConstraint(
                condition=Q(held_until__isnull=True) | Q(held_until__gte=F("held_on")),
                name="fact_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.get_mark_display()

    @property
    def place_in_plan(self) -> MarkPlace:
        """What the mark is about."""
        return MarkPlace(self.event_uid, self.date_key)

    @property
    def marked(self) -> Marked:
        """The mark as far as it is counted."""
        return Marked(Mark(self.mark), self.moved_to)


class UnplannedEvent(models.Model):
    """An event that was held beside the plan (внеплановое мероприятие); its fact has its uid."""

    plan = models.ForeignKey(
        Plan, models.PROTECT, related_name="unplanned_events", verbose_name="план"
    )
    uid = models.CharField("постоянный номер", max_length=32, default=new_uid, editable=False)
    section_uid = models.CharField("раздел", max_length=32, blank=True)
    title = models.TextField("мероприятие", validators=[AT_MOST_A_PAGE])
    responsible = models.TextField("ответственные", blank=True, validators=[AT_MOST_A_PAGE])

    class Meta:
        verbose_name = "внеплановое мероприятие"
        verbose_name_plural = "внеплановые мероприятия"
        ordering = ("plan", "id")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("plan", "uid"), name="unplanned_event_uid_once"),
            models.CheckConstraint(condition=~Q(title=""), name="unplanned_event_has_title"),
        ]

    def __str__(self) -> str:
        return self.title[:80]
