"""Offices by period and substitutions: rights follow from them."""

import datetime as dt
from typing import ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from associations.actor import Actor
from associations.directory.models import Association, Institution, Person
from associations.vocabulary import OfficeRole, SubstituteManner
from plans_portal.lib.constraints import one_of


def require_days_in_order(since: dt.date | None, until: dt.date | None) -> None:
    """Raise ValidationError at `until` where it is before `since`."""
    if since and until and until < since:
        raise ValidationError({"until": "Последний день раньше первого."})


class OfficeQuerySet(models.QuerySet["Office"]):
    """Queries of offices."""

    def in_force(self, on: dt.date) -> Self:
        """Those held on the day."""
        return self.filter(Q(since__lte=on) & (Q(until__isnull=True) | Q(until__gte=on)))

    def visible_to(self, actor: Actor) -> Self:
        """Those in the actor's institution; all of them for a superuser."""
        if actor.is_superuser:
            return self
        return self.filter(person__institution_id__in=actor.institution_ids)

    def held_by(self, actor: Actor) -> Self:
        """Those in which the actor may act; the same in Python: `Actor.standing_in`."""
        held = Q(pk__in={one.office_id for one in actor.standings})
        for one in actor.standings:
            held |= Q(
                until__lt=actor.on,
                role=one.role,
                association=one.association_id,
                institution=one.institution_id,
            )
        return self.filter(held)


class Office(models.Model):
    """A role that a person holds from day to day, in an association or in the institution."""

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="offices", verbose_name="человек"
    )
    role = models.CharField("роль", max_length=10, choices=OfficeRole.choices)
    association = models.ForeignKey(
        Association,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="offices",
        verbose_name="объединение",
    )
    institution = models.ForeignKey(
        Institution,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="offices",
        verbose_name="институт",
    )
    position = models.CharField(
        "должность, как в документах",
        max_length=300,
        help_text="Так она будет напечатана в грифе и у подписи, в именительном падеже",
    )
    since = models.DateField("с")
    until = models.DateField("по", null=True, blank=True)
    basis = models.CharField("основание", max_length=300, blank=True)

    objects = OfficeQuerySet.as_manager()

    class Meta:
        verbose_name = "должность"
        verbose_name_plural = "должности"
        ordering = ("role", "since", "id")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(association__isnull=False) ^ Q(institution__isnull=False),
                name="office_in_association_or_institution",
                violation_error_message="Укажите либо объединение, либо институт.",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="office_until_not_before_since",
                violation_error_message="Дата «по» раньше даты «с».",
            ),
            one_of("role", OfficeRole, "office_role_known"),
            models.CheckConstraint(
                condition=~Q(role=OfficeRole.METHODIST.value) | Q(institution__isnull=False),
                name="office_methodist_of_institution",
                violation_error_message="Методист назначается в институт, а не в объединение.",
            ),
            models.CheckConstraint(
                condition=~Q(role__in=(OfficeRole.CHAIR.value, OfficeRole.SECRETARY.value))
                | Q(association__isnull=False),
                name="office_chair_of_association",
                violation_error_message="Председатель и секретарь назначаются в объединение.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person.short_name}, {self.position}"

    def clean(self) -> None:
        """Refuse a period that runs backwards, and a person of another institution."""
        require_days_in_order(self.since, self.until)
        place = self.institution_id
        if self.association:
            place = self.association.institution_id
        if self.person_id and place and self.person.institution_id != place:
            raise ValidationError({"person": "Этот человек из справочника другого института."})

    @property
    def place(self) -> "Association | Institution":
        """The association, or the institution, to which the office belongs."""
        # A constraint of the database guarantees one of them.
        return self.association or self.institution  # type: ignore[return-value]


class SubstitutionQuerySet(models.QuerySet["Substitution"]):
    """Queries of substitutions."""

    def visible_to(self, actor: Actor) -> Self:
        """Those in the actor's institution; all of them for a superuser."""
        if actor.is_superuser:
            return self
        return self.filter(office__person__institution_id__in=actor.institution_ids)


class Substitution(models.Model):
    """A person acts for the holder of an office during a period (замещение)."""

    Manner = SubstituteManner

    office = models.ForeignKey(
        Office, models.PROTECT, related_name="substitutions", verbose_name="должность"
    )
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="substitutions", verbose_name="кто замещает"
    )
    manner = models.CharField("как подписывает", max_length=9, choices=SubstituteManner.choices)
    since = models.DateField("с")
    until = models.DateField("по")
    basis = models.CharField("основание", max_length=300)

    objects = SubstitutionQuerySet.as_manager()

    class Meta:
        verbose_name = "замещение"
        verbose_name_plural = "замещения"
        ordering = ("since", "id")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until__gte=F("since")),
                name="substitution_until_not_before_since",
                violation_error_message="Дата «по» раньше даты «с».",
            ),
            one_of("manner", SubstituteManner, "substitution_manner_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_manner_display()} {self.person.short_name}"

    def clean(self) -> None:
        """Refuse a person of another institution, the holder, and days outside the office."""
        if not (self.person_id and self.office_id):
            return
        holder = self.office.person
        if self.person_id == holder.pk:
            raise ValidationError({"person": "Это тот, кого замещают: выберите другого."})
        if self.person.institution_id != holder.institution_id:
            raise ValidationError({"person": "Этот человек из справочника другого института."})
        require_days_in_order(self.since, self.until)
        # Both are None here where a date was mistyped.
        since: dt.date | None = self.since
        until: dt.date | None = self.until
        if since and since < self.office.since:
            raise ValidationError({"since": "Тогда должность ещё никто не занимал."})
        if until and self.office.until and until > self.office.until:
            raise ValidationError({"until": "Тогда срок должности уже закончится."})
