"""The outbox, and what each person has chosen of it."""

import datetime as dt
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from associations.actor import Actor
from associations.directory.models import Institution
from associations.vocabulary import SECRET, LetterKind, LetterPace, LetterState
from plans_portal.lib.constraints import one_of
from plans_portal.lib.leases import Lease


class LetterQuerySet(models.QuerySet["Letter"]):
    """Queries of letters."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the institution in which the actor is a methodist."""
        return self.filter(institution_id__in=actor.staff_institution_ids)

    def due(self, now: dt.datetime) -> Self:
        """Those to be sent now; none that somebody began to hand over already."""
        return self.filter(
            state=LetterState.WAITING,
            to_gather=False,
            send_after__lte=now,
            begun_at__isnull=True,
        )


class Letter(Lease):
    """One letter to one account, as it is written; it is sent by a worker, never by a page.

    One without a recipient goes to the address of somebody who has no account.

    The plan, its edition and its stage are plain numbers: by them a letter that nobody needs any
    more is cancelled before it is sent.
    """

    Kind = LetterKind
    State = LetterState

    kind = models.CharField("о чём", max_length=12, choices=LetterKind.choices)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="letters",
        verbose_name="кому",
        help_text="Пусто, если пишем тому, у кого нет учётной записи",
    )
    address = models.EmailField("адрес")
    institution = models.ForeignKey(
        Institution,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="letters",
        verbose_name="институт",
    )
    subject = models.CharField("тема", max_length=300)
    text = models.TextField("текст", blank=True)
    html = models.TextField("текст с разметкой", blank=True)
    key = models.CharField(
        "ключ", max_length=150, unique=True, help_text="Письмо с тем же ключом не пишется дважды"
    )
    plan = models.PositiveBigIntegerField("номер плана", null=True, blank=True, db_index=True)
    edition = models.PositiveBigIntegerField("ключ редакции", null=True, blank=True)
    link = models.CharField("куда ведёт", max_length=300, blank=True)
    state = models.CharField(
        "состояние",
        max_length=9,
        choices=LetterState.choices,
        default=LetterState.WAITING.value,
    )
    to_gather = models.BooleanField("ждёт сводки", default=False)
    made_at = models.DateTimeField("написано")
    send_after = models.DateTimeField("отправить не раньше")
    begun_at = models.DateTimeField("начали передавать", null=True, blank=True)
    sent_at = models.DateTimeField("отправлено", null=True, blank=True)
    tries = models.PositiveSmallIntegerField("сколько раз не отправилось", default=0)
    last_error = models.TextField("почему", blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = "письмо"
        verbose_name_plural = "письма"
        ordering = ("-made_at", "-id")
        constraints: ClassVar = [
            one_of("kind", LetterKind, "letter_kind_known"),
            one_of("state", LetterState, "letter_state_known"),
            models.CheckConstraint(
                condition=~Q(state=LetterState.SENT.value) | Q(sent_at__isnull=False),
                name="letter_sent_has_its_time",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=("state", "send_after"), name="letter_to_send")]

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        """The letter's page for the institution's staff."""
        return reverse("associations:letter_detail", args=[self.pk])

    @property
    def is_secret(self) -> bool:
        """Whether its text may hold a link that signs in, so that nobody else may read it."""
        return self.kind in SECRET


class LetterSettings(models.Model):
    """What letters a person wants; without a row, all of them at once."""

    Pace = LetterPace

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="letter_settings",
        verbose_name="чьи",
    )
    pace = models.CharField(
        "когда присылать",
        max_length=7,
        choices=LetterPace.choices,
        default=LetterPace.AT_ONCE.value,
    )
    switched_off = models.JSONField("каких не присылать", default=list, blank=True)

    class Meta:
        verbose_name = "настройка писем"
        verbose_name_plural = "настройки писем"
        constraints: ClassVar = [one_of("pace", LetterPace, "letter_pace_known")]

    def __str__(self) -> str:
        return self.get_pace_display()
