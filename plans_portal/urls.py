"""The root of the addresses; each app has its own."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.shortcuts import redirect
from django.urls import include, path

from plans_portal.web.health import healthz

admin.site.site_header = "Справочники портала планов"
admin.site.site_title = "Справочники"
# One door: the portal's own, with its limits and its second factor.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
# Its own page would change the password without a letter.
admin.site.password_change = lambda *_, **__: redirect("account_change_password")  # type: ignore[method-assign,assignment]
admin.site.index_title = "Справочники"

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("admin/", admin.site.urls),
    path("accounts/", include("associations.accounts.urls")),
    path("", include("events.urls")),
    path("", include("associations.urls")),
    path("", include("reports.urls")),
]
