"""The rows of a plan: events, meetings with their agenda, responsible, and dates of holding."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from associations.models import Office, Organisation, Person
from events.drafting.models.plan import AT_MOST_A_BOOK, Plan, Section, new_uid
from events.plan.vocabulary import ResponsibleKind
from events.terms.meaning import TermKind
from plans_portal.lib.constraints import one_of


class Event(models.Model):
    """A row (мероприятие) of a plan, a meeting, or a sub-event of a row (`parent`)."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="events", verbose_name="план")
    section = models.ForeignKey(
        Section, models.CASCADE, related_name="events", verbose_name="раздел"
    )
    parent = models.ForeignKey(
        "self",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="children",
        verbose_name="часть мероприятия",
    )
    uid = models.CharField("постоянный номер", max_length=32, default=new_uid, editable=False)
    order = models.IntegerField("порядок")
    is_meeting = models.BooleanField("заседание", default=False)
    number = models.CharField(
        "номер, как напечатан",
        max_length=20,
        blank=True,
        help_text="Заполните, только если номер должен отличаться от автоматического",
    )
    same_number = models.BooleanField("под тем же номером, что и строка выше", default=False)
    lead_in = models.CharField(
        "подзаголовок", max_length=300, blank=True, help_text="Печатается полужирным"
    )
    title = models.TextField("мероприятие", blank=True, validators=[AT_MOST_A_BOOK])
    description = models.TextField("описание", blank=True, validators=[AT_MOST_A_BOOK])
    direction = models.TextField("направление", blank=True, validators=[AT_MOST_A_BOOK])
    term = models.CharField("срок", max_length=500, blank=True)
    term_kind = models.CharField(
        "что значит срок", max_length=10, choices=TermKind.choices, default=TermKind.UNKNOWN.value
    )
    term_choice = models.TextField(
        "что имелось в виду",
        blank=True,
        help_text="Заполняется, если срок можно понять по-разному и автор выбрал одно",
    )
    place = models.TextField("место", blank=True, validators=[AT_MOST_A_BOOK])
    form = models.TextField("форма проведения", blank=True, validators=[AT_MOST_A_BOOK])
    audience = models.TextField("участники", blank=True, validators=[AT_MOST_A_BOOK])
    result = models.TextField("результат", blank=True, validators=[AT_MOST_A_BOOK])
    note = models.TextField("примечание", blank=True, validators=[AT_MOST_A_BOOK])

    class Meta:
        verbose_name = "мероприятие"
        verbose_name_plural = "мероприятия"
        ordering = ("section", "order")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("plan", "uid"), name="event_uid_once"),
            models.UniqueConstraint(
                fields=("section", "order"),
                condition=Q(parent__isnull=True),
                name="event_order_once",
            ),
            models.UniqueConstraint(
                fields=("parent", "order"),
                condition=Q(parent__isnull=False),
                name="sub_event_order_once",
            ),
            one_of("term_kind", TermKind, "event_term_kind_known"),
        ]

    def __str__(self) -> str:
        return self.title[:80] or "Строка без мероприятия"


class MeetingManager(models.Manager["Meeting"]):
    """A manager of meetings."""

    def get_queryset(self) -> "models.QuerySet[Meeting]":
        """Events that are meetings."""
        return super().get_queryset().filter(is_meeting=True)


class Meeting(Event):
    """A meeting (заседание): an event with an agenda."""

    objects = MeetingManager()  # type: ignore[misc]

    class Meta:
        proxy = True
        verbose_name = "заседание"
        verbose_name_plural = "заседания"


class AgendaItem(models.Model):
    """One question of a meeting's agenda (повестка)."""

    event = models.ForeignKey(
        Event, models.CASCADE, related_name="agenda", verbose_name="заседание"
    )
    order = models.PositiveSmallIntegerField("порядок")
    text = models.TextField("вопрос повестки", validators=[AT_MOST_A_BOOK])
    speaker = models.CharField("докладчик", max_length=300, blank=True)

    class Meta:
        verbose_name = "вопрос повестки"
        verbose_name_plural = "вопросы повестки"
        ordering = ("event", "order")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("event", "order"), name="agenda_order_once")
        ]

    def __str__(self) -> str:
        return self.text[:80]


class Responsible(models.Model):
    """Who is responsible for an event: the printed text, and the row of the directory it names."""

    event = models.ForeignKey(
        Event, models.CASCADE, related_name="responsible", verbose_name="мероприятие"
    )
    order = models.PositiveSmallIntegerField("порядок")
    kind = models.CharField(
        "кто это",
        max_length=12,
        choices=ResponsibleKind.choices,
        default=ResponsibleKind.WORDS.value,
    )
    text = models.CharField("как напечатано", max_length=500)
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="человек"
    )
    office = models.ForeignKey(
        Office, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="должность"
    )
    organisation = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="организация",
    )

    class Meta:
        verbose_name = "ответственный"
        verbose_name_plural = "ответственные"
        ordering = ("event", "order")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("event", "order"), name="responsible_order_once"),
            one_of("kind", ResponsibleKind, "responsible_kind_known"),
        ]

    def __str__(self) -> str:
        return self.text


class Occurrence(models.Model):
    """One dated instance of an event (исполнение); both days are included.

    It is computed from the term and the plan's period; a deadline has no first day.
    """

    event = models.ForeignKey(
        Event, models.CASCADE, related_name="occurrences", verbose_name="мероприятие"
    )
    starts = models.DateField("с", null=True, blank=True)
    ends = models.DateField("по")

    class Meta:
        verbose_name = "дата проведения"
        verbose_name_plural = "даты проведения"
        ordering = ("ends", "starts", "id")
        indexes: ClassVar = [models.Index(fields=("ends",))]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(starts__isnull=True) | Q(ends__gte=F("starts")),
                name="occurrence_ends_after_start",
            )
        ]

    def __str__(self) -> str:
        return f"{self.starts:%d.%m.%Y}" if self.starts else f"до {self.ends:%d.%m.%Y}"
