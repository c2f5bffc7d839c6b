"""Offices by period and substitutions: rights follow from them."""

import datetime as dt
from typing import ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Prefetch, Q
from django.urls import reverse

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
        return self.filter(pk__in={pk for one in actor.standings for pk in one.office_ids})

    def with_holders(self) -> Self:
        """Load what `holding` reads, in 2 queries; a third where successors have substitutes."""
        substitutions = Substitution.objects.select_related("person__user")
        return self.select_related("person__user", "successor__person__user").prefetch_related(
            Prefetch("substitutions", substitutions),
            Prefetch("successor__substitutions", substitutions),
        )

    def to_replace(self) -> Self:
        """Those whose last day is known and in whose place nobody was appointed yet."""
        return self.filter(until__isnull=False, successor__isnull=True)


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
    replaces = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="successor",
        verbose_name="вместо кого",
        error_messages={"unique": "Вместо этого человека уже назначен другой."},
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="кто назначил",
    )
    made_at = models.DateTimeField("когда записано", null=True, blank=True, editable=False)

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
                condition=Q(made_by=None, made_at=None)
                | Q(made_by__isnull=False, made_at__isnull=False),
                name="office_made_by_and_at",
            ),
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
        if self.replaces is not None and (objection := self._objection_to_replacing(self.replaces)):
            raise ValidationError({"replaces": objection})

    def _objection_to_replacing(self, former: "Office") -> str | None:
        """Why this office may not stand in the place of the former one, or None."""
        # It is None here where it was mistyped.
        since: dt.date | None = self.since
        mine = (self.role, self.association_id, self.institution_id)
        if (former.role, former.association_id, former.institution_id) != mine:
            return "Вместо этого человека назначают в той же роли и там же, где был он."
        if former.until is None or (since and former.until >= since):
            return f"{former.person.short_name} в этот день ещё в должности: начните позже."
        return None

    @property
    def address_to_replace(self) -> str:
        """The page on which somebody is appointed in its place."""
        kind = "association" if self.association_id else "institution"
        place = self.association_id or self.institution_id
        page = reverse(f"associations:{kind}_office_add", args=[place])
        return f"{page}?replaces={self.pk}"

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
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="кто назначил",
    )
    made_at = models.DateTimeField("когда записано", null=True, blank=True, editable=False)

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
            models.CheckConstraint(
                condition=Q(made_by=None, made_at=None)
                | Q(made_by__isnull=False, made_at__isnull=False),
                name="substitution_made_by_and_at",
            ),
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
