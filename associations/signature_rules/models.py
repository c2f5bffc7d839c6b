"""Versions of the rules of electronic signature and their acceptance: append-only."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.urls import reverse

from associations.actor import Actor
from associations.directory.models import Institution, Person
from plans_portal.lib.chain import ChainedRow, has_hash


class SignatureRulesQuerySet(models.QuerySet["SignatureRules"]):
    """Queries of versions of the rules."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the actor's institution; all of them for a superuser."""
        if actor.is_superuser:
            return self
        return self.filter(institution_id__in=actor.institution_ids)


class SignatureRules(ChainedRow):
    """One version of the rules, as the institution put it in force; a later one replaces it."""

    chain_by = "institution"
    sealed_by = "institution"

    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="signature_rules", verbose_name="институт"
    )
    version = models.PositiveSmallIntegerField("версия")
    text = models.TextField("текст правил")
    published_at = models.DateTimeField("введена в действие")
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кем введена"
    )
    published_by_name = models.CharField("имя того, кто ввёл", max_length=300)

    objects = SignatureRulesQuerySet.as_manager()

    class Meta:
        verbose_name = "правила электронной подписи"
        verbose_name_plural = "правила электронной подписи"
        ordering = ("institution", "-version")
        constraints: ClassVar = [
            has_hash("signature_rules_is_chained"),
            models.UniqueConstraint(
                fields=("institution", "version"), name="signature_rules_version_once"
            ),
        ]

    def __str__(self) -> str:
        return f"Правила электронной подписи, версия {self.version}"

    def get_absolute_url(self) -> str:
        """The page of the rules, at this version."""
        page = reverse("associations:signature_rules", args=[self.institution_id])
        return f"{page}?version={self.version}"


class RulesAcceptance(ChainedRow):
    """A person accepted one version of the rules, before signing anything by them."""

    chain_by = "rules__institution"
    sealed_by = "rules__institution"

    rules = models.ForeignKey(
        SignatureRules, models.PROTECT, related_name="acceptances", verbose_name="правила"
    )
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="rules_acceptances", verbose_name="человек"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="учётная запись"
    )
    name = models.CharField("имя", max_length=300)
    at = models.DateTimeField("когда")
    ip = models.GenericIPAddressField("адрес", null=True)
    user_agent = models.CharField("программа", max_length=300, blank=True)

    class Meta:
        verbose_name = "принятие правил"
        verbose_name_plural = "принятия правил"
        ordering = ("rules", "at", "id")
        constraints: ClassVar = [
            has_hash("rules_acceptance_is_chained"),
            models.UniqueConstraint(fields=("rules", "person"), name="rules_accepted_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name}: версия {self.rules.version}"
