"""The app that knows what goes on paper and what comes from it."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Documents made from plans, and plans read from documents."""

    name = "reports"
    verbose_name = "Документы"

    def ready(self) -> None:
        """Register our check."""
        from reports.paper import checks  # noqa: F401, PLC0415
