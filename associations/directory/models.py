"""The directory: the institution, its associations, organisations and people."""

from typing import ClassVar, Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from associations.accounts.models import User
from associations.actor import Actor
from associations.vocabulary import AskAgain, AssociationKind, name_beside_kind
from plans_portal.lib.constraints import one_of
from plans_portal.lib.declension import surname_in_genitive


class InstitutionQuerySet(models.QuerySet["Institution"]):
    """Queries of institutions."""

    def visible_to(self, actor: Actor) -> Self:
        """The actor's own institution; all of them for a superuser."""
        if actor.is_superuser:
            return self
        return self.filter(pk__in=actor.institution_ids)


class Institution(models.Model):
    """The operator of the portal (институт): everything else belongs to one."""

    name = models.CharField("полное название", max_length=500)
    short_name = models.CharField("краткое название", max_length=200)
    city = models.CharField("город", max_length=100, blank=True)
    step_working_days = models.PositiveSmallIntegerField(
        "срок решения, рабочих дней",
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
        help_text="Для шагов, у которых в форме плана нет своего срока",
    )
    escalation_to = models.ForeignKey(
        "associations.Person",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="кому сообщать о просрочке",
    )
    letters_hour = models.PositiveSmallIntegerField(
        "в котором часу отправлять напоминания и сводки",
        default=8,
        validators=[MaxValueValidator(23)],
    )
    ask_again = models.CharField(
        "кого спросить снова, когда исправленный план отправят",
        max_length=9,
        choices=AskAgain.choices,
        default=AskAgain.EVERYBODY.value,
    )
    needs_second_factor = models.BooleanField(
        "второй фактор обязателен для тех, кто решает",
        default=False,
        help_text="Без него кураторы, согласующие, утверждающие и методисты не решают по планам.",
    )

    objects = InstitutionQuerySet.as_manager()

    class Meta:
        verbose_name = "институт"
        verbose_name_plural = "институты"
        ordering = ("name",)
        constraints: ClassVar = [one_of("ask_again", AskAgain, "institution_ask_again_known")]

    def __str__(self) -> str:
        return self.short_name

    def get_absolute_url(self) -> str:
        """Give the institution's page."""
        return reverse("associations:institution_detail", args=[self.pk])


class AssociationQuerySet(models.QuerySet["Association"]):
    """Queries of associations."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the actor's institution; all of them for a superuser."""
        if actor.is_superuser:
            return self
        return self.filter(institution_id__in=actor.institution_ids)


class Association(models.Model):
    """A methodical association of teachers: РУМО, ОМО, МОЦ or РМЦ."""

    Kind = AssociationKind

    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="associations", verbose_name="институт"
    )
    kind = models.CharField("вид", max_length=4, choices=AssociationKind.choices)
    name = models.CharField("название", max_length=500)
    name_genitive = models.CharField(
        "название в родительном падеже",
        max_length=500,
        blank=True,
        help_text="Для заголовка плана: план работы (кого? чего?)",
    )
    territory = models.CharField("территория", max_length=200, blank=True)
    city = models.CharField("город", max_length=100, blank=True)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name="входит в состав",
    )
    is_active = models.BooleanField("действует", default=True)

    objects = AssociationQuerySet.as_manager()

    class Meta:
        verbose_name = "методическое объединение"
        verbose_name_plural = "методические объединения"
        ordering = ("name",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("institution", "name"),
                name="association_name_once_in_institution",
                violation_error_message="Объединение с таким названием уже есть.",
            ),
            one_of("kind", AssociationKind, "association_kind_known"),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="association_not_own_parent",
                violation_error_message="Объединение не может входить само в себя.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Give the association's page."""
        return reverse("associations:association_detail", args=[self.pk])

    @property
    def name_beside_kind(self) -> str:
        """The name to stand beside the badge of its kind."""
        return name_beside_kind(self.name, self.kind)

    def clean(self) -> None:
        """Refuse a parent of another institution."""
        if self.parent and self.parent.institution_id != self.institution_id:
            raise ValidationError({"parent": "Это объединение другого института."})


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    """Queries of organisations."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the actor's institution; all of them for a superuser."""
        if actor.is_superuser:
            return self
        return self.filter(institution_id__in=actor.institution_ids)


class Organisation(models.Model):
    """An organisation of the directory: a college, a ministry, a university."""

    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="organisations", verbose_name="институт"
    )
    name = models.CharField("полное название", max_length=500)
    short_name = models.CharField("краткое название", max_length=200, blank=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = "организация"
        verbose_name_plural = "организации"
        ordering = ("name",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("institution", "name"),
                name="organisation_name_once_in_institution",
                violation_error_message="Организация с таким названием уже есть.",
            )
        ]

    def __str__(self) -> str:
        return self.short_name or self.name


class PersonQuerySet(models.QuerySet["Person"]):
    """Queries of people."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the actor's institution; all of them for a superuser."""
        if actor.is_superuser:
            return self
        return self.filter(institution_id__in=actor.institution_ids)


class Person(models.Model):
    """A person of the directory, with or without an account."""

    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="people", verbose_name="институт"
    )
    user = models.OneToOneField(
        User,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="person",
        verbose_name="учётная запись",
    )
    last_name = models.CharField("фамилия", max_length=100)
    first_name = models.CharField("имя", max_length=100)
    middle_name = models.CharField("отчество", max_length=100, blank=True)
    position = models.CharField("должность", max_length=300, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="people",
        verbose_name="организация",
    )

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = "человек"
        verbose_name_plural = "люди"
        ordering = ("last_name", "first_name", "middle_name")

    def __str__(self) -> str:
        return self.short_name

    def get_absolute_url(self) -> str:
        """Give the person's page."""
        return reverse("associations:person_detail", args=[self.pk])

    def clean(self) -> None:
        """Refuse an organisation of another institution."""
        organisation = self.organisation
        if organisation and organisation.institution_id != self.institution_id:
            raise ValidationError({"organisation": "Это организация другого института."})

    @property
    def full_name(self) -> str:
        """Surname, first name and patronymic."""
        return " ".join(filter(None, (self.last_name, self.first_name, self.middle_name)))

    @property
    def initials(self) -> str:
        """Initials with a no-break space between them: «О. Н.»."""
        names = (self.first_name, self.middle_name)
        return "\u00a0".join(f"{name[0]}." for name in names if name)

    @property
    def short_name(self) -> str:
        """Surname, then initials: for lists."""
        return f"{self.last_name}\u00a0{self.initials}".strip()

    @property
    def signing_name(self) -> str:
        """Initials, then surname: for signatures (ГОСТ Р 7.0.97)."""
        return f"{self.initials}\u00a0{self.last_name}".strip()

    @property
    def genitive_name(self) -> str:
        """The same in the genitive: «А. В. Воронцова», for whom somebody signs or is appointed."""
        surname = surname_in_genitive(self.last_name, self.middle_name)
        return f"{self.initials}\u00a0{surname}".strip()
