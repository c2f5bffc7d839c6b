"""The Django app of plans: what is planned, agreed and held."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    """Plans, their rows and their sign-off."""

    name = "events"
    verbose_name = "Планы"
