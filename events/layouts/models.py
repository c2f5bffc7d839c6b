"""Layouts (формы планов): columns, numbering, and what a new plan starts with."""

from typing import ClassVar, Final, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from associations.actor import Actor
from associations.models import Institution, Office
from associations.vocabulary import AssociationKind, OfficeRole
from events.plan.period import PeriodKind
from events.plan.roles import ColumnRole
from events.plan.vocabulary import (
    Mode,
    Numbering,
    Orientation,
    ResponsibleAs,
    SectionKind,
    SectionNumbers,
    ShownAs,
    Verb,
)
from plans_portal.lib.constraints import one_of

# Layouts are for years only, not for months or weeks.
YEARS: Final = [(one.value, one.label) for one in PeriodKind if one.is_year]


class LayoutQuerySet(models.QuerySet["Layout"]):
    """Queries of layouts."""

    def visible_to(self, actor: Actor) -> Self:
        """Built-in layouts and those of the actor's institutions."""
        if actor.is_superuser:
            return self
        return self.filter(
            Q(institution__isnull=True) | Q(institution_id__in=actor.institution_ids)
        )

    def offered_to(self, actor: Actor) -> Self:
        """Those in force by which the actor may begin a plan."""
        withheld = Layout.withheld_in.through.objects.filter(
            layout=OuterRef("pk"), institution__in=actor.institution_ids
        )
        return self.visible_to(actor).filter(~Exists(withheld), is_active=True)


class Layout(models.Model):
    """A form (макет) of a plan; built in where `institution` is empty."""

    institution = models.ForeignKey(
        Institution,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="layouts",
        verbose_name="институт",
    )
    code = models.SlugField("код", max_length=50)
    version = models.PositiveSmallIntegerField("версия", default=1)
    name = models.CharField("название", max_length=200)
    association_kind = models.CharField(
        "вид объединения", max_length=4, choices=AssociationKind.choices
    )
    period_kind = models.CharField("год", max_length=8, choices=YEARS)
    title_pattern = models.TextField(
        "образец заголовка",
        help_text="Строка печати на строку; {association} и {period} подставит портал",
    )
    sections_as = models.CharField("разделы", max_length=7, choices=ShownAs.choices)
    section_numbers = models.CharField(
        "номера разделов", max_length=6, choices=SectionNumbers.choices
    )
    numbering = models.CharField("номера строк", max_length=7, choices=Numbering.choices)
    responsible_as = models.CharField("ответственные", max_length=6, choices=ResponsibleAs.choices)
    title_page = models.BooleanField("титульный лист", default=False)
    orientation = models.CharField(
        "ориентация", max_length=9, choices=Orientation.choices, default=Orientation.PORTRAIT.value
    )
    is_active = models.BooleanField("предлагается для новых планов", default=True)
    published_at = models.DateTimeField("введена в действие", null=True, blank=True)
    withheld_in = models.ManyToManyField(
        Institution,
        blank=True,
        related_name="layouts_withheld",
        verbose_name="не предлагается в институтах",
        help_text="Встроенные формы, которые институт снял у себя",
    )
    from_file = models.BooleanField("пришла с файлом", default=False)
    # Layouts imported with files share a code but are not versions of each other, so `code` alone
    # does not tell the versions of a layout.
    first = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="later_versions",
        verbose_name="первая версия этой формы",
        help_text="Пусто у самой первой",
    )

    objects = LayoutQuerySet.as_manager()

    class Meta:
        verbose_name = "форма плана"
        verbose_name_plural = "формы планов"
        ordering = ("association_kind", "name")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("institution", "code", "version"),
                name="layout_version_once_in_institution",
            ),
            models.UniqueConstraint(
                fields=("code", "version"),
                condition=Q(institution__isnull=True),
                name="layout_version_once_built_in",
            ),
            one_of("sections_as", ShownAs, "layout_sections_as_known"),
            one_of("numbering", Numbering, "layout_numbering_known"),
            one_of("association_kind", AssociationKind, "layout_association_kind_known"),
            one_of("period_kind", (code for code, _ in YEARS), "layout_period_kind_known"),
            one_of("section_numbers", SectionNumbers, "layout_section_numbers_known"),
            one_of("responsible_as", ResponsibleAs, "layout_responsible_as_known"),
            one_of("orientation", Orientation, "layout_orientation_known"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The layout's page."""
        return reverse("events:layout_detail", args=[self.pk])

    @property
    def is_built_in(self) -> bool:
        """Whether it came with the portal: it can be copied, not changed."""
        return self.institution_id is None

    @property
    def state(self) -> str:
        """State for new plans: "active", "withdrawn" or "draft"."""
        if self.is_active:
            return "active"
        return "withdrawn" if self.published_at else "draft"

    @property
    def is_only_imported(self) -> bool:
        """Whether it came with a file and was never put in force."""
        return self.from_file and self.state == "draft"

    @property
    def named(self) -> str:
        """The name with its version, for sentences."""
        return f"«{self.name}», версия {self.version}"


class LayoutColumn(models.Model):
    """One column of a layout's table."""

    layout = models.ForeignKey(Layout, models.CASCADE, related_name="columns", verbose_name="форма")
    order = models.PositiveSmallIntegerField("порядок")
    role = models.CharField("что в графе", max_length=11, choices=ColumnRole.choices)
    heading = models.CharField("заголовок графы", max_length=200)
    width = models.PositiveSmallIntegerField(
        "ширина, мм", default=0, help_text="0 — обычная для такой графы"
    )

    class Meta:
        verbose_name = "графа"
        verbose_name_plural = "графы"
        ordering = ("layout", "order")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("layout", "order"), name="column_order_once"),
            one_of("role", ColumnRole, "column_role_known"),
        ]

    def __str__(self) -> str:
        return self.heading


class LayoutSection(models.Model):
    """A section with which every new plan of the layout starts."""

    layout = models.ForeignKey(
        Layout, models.CASCADE, related_name="sections", verbose_name="форма"
    )
    order = models.PositiveSmallIntegerField("порядок")
    kind = models.CharField("вид", max_length=5, choices=SectionKind.choices)
    heading = models.CharField("заголовок", max_length=500, blank=True)
    shown_as = models.CharField("как показан", max_length=7, choices=ShownAs.choices, blank=True)
    numbering = models.CharField(
        "номера строк", max_length=7, choices=Numbering.choices, blank=True
    )
    columns = models.JSONField("свои графы", default=list, blank=True)

    class Meta:
        verbose_name = "раздел формы"
        verbose_name_plural = "разделы формы"
        ordering = ("layout", "order")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("layout", "order"), name="layout_section_order_once"),
            one_of("kind", SectionKind, "layout_section_kind_known"),
            one_of("shown_as", ShownAs, "layout_section_shown_as_known", blank=True),
            one_of("numbering", Numbering, "layout_section_numbering_known", blank=True),
        ]

    def __str__(self) -> str:
        return self.heading


class Seat(models.Model):
    """A place in the route (маршрут) that the institution prescribes to plans of the layout.

    Who holds `office`, else the first holder of `role` in the association or the institution,
    takes it in a new plan; a seat with neither is signed on paper. `deputy` is asked where nobody
    can take it.
    """

    layout = models.ForeignKey(Layout, models.CASCADE, related_name="seats", verbose_name="форма")
    order = models.PositiveSmallIntegerField("порядок")
    stage = models.PositiveSmallIntegerField("этап", default=1)
    verb = models.CharField("что делает", max_length=7, choices=Verb.choices)
    mode = models.CharField("чем", max_length=8, choices=Mode.choices, default=Mode.PERSON.value)
    role = models.CharField("роль", max_length=10, choices=OfficeRole.choices, blank=True)
    office = models.ForeignKey(
        Office,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="seats",
        verbose_name="кто именно",
        help_text="Пусто, если место занимает тот, у кого роль",
    )
    deputy = models.ForeignKey(
        Office,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="deputy_seats",
        verbose_name="кого просить, если место свободно",
    )
    is_required = models.BooleanField("обязательное", default=True)
    enough = models.PositiveSmallIntegerField("сколько таких на этапе достаточно", default=0)
    working_days = models.PositiveSmallIntegerField(
        "срок, рабочих дней", null=True, blank=True, help_text="Пусто — обычный срок института"
    )
    heading = models.CharField("слово грифа", max_length=100, blank=True)
    position = models.CharField("должность в грифе", max_length=300, blank=True)

    class Meta:
        verbose_name = "место маршрута"
        verbose_name_plural = "места маршрута"
        ordering = ("layout", "order")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("layout", "order"), name="seat_order_once"),
            one_of("verb", Verb, "seat_verb_known"),
            one_of("mode", Mode, "seat_mode_known"),
            one_of("role", OfficeRole, "seat_role_known", blank=True),
        ]

    def __str__(self) -> str:
        who = self.position or (str(self.office) if self.office else self.get_role_display())
        return f"{self.get_verb_display()}: {who}"
