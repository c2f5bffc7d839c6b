"""Reference data of plans in Django's admin: the layouts. Plans are not edited there."""

from django.contrib import admin

from associations.journal.noted_admin import NotedAdmin
from events.models import Layout, LayoutColumn, LayoutSection, Seat


class ColumnInline(admin.TabularInline):  # type: ignore[type-arg]
    model = LayoutColumn
    extra = 0


class SectionInline(admin.TabularInline):  # type: ignore[type-arg]
    model = LayoutSection
    extra = 0


class SeatInline(admin.TabularInline):  # type: ignore[type-arg]
    model = Seat
    extra = 0


@admin.register(Layout)
class LayoutAdmin(NotedAdmin[Layout]):
    list_display = ("name", "association_kind", "period_kind", "institution", "is_active")
    list_filter = ("association_kind", "period_kind", "is_active")
    readonly_fields = ("published_at", "from_file", "first")
    inlines = (ColumnInline, SectionInline, SeatInline)
