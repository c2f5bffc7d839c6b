"""The app of institutions, associations, people and their offices."""

from django.apps import AppConfig


class AssociationsConfig(AppConfig):
    """Associations and their people."""

    name = "associations"
    verbose_name = "Объединения и люди"

    def ready(self) -> None:
        """Register our checks."""
        from associations.accounts import checks  # noqa: F401, PLC0415
