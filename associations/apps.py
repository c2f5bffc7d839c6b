"""The app that knows who we are: institutions, associations, people and their offices."""

from django.apps import AppConfig


class AssociationsConfig(AppConfig):
    """Associations and the people in them."""

    name = "associations"
    verbose_name = "Объединения и люди"

    def ready(self) -> None:
        """Let `manage.py check` know our checks."""
        from associations.accounts import checks  # noqa: F401, PLC0415
