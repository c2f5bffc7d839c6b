"""Addresses of signing in and of passwords, under allauth's own names.

Only those that the portal has: nobody signs up here, and staff write the addresses of accounts.
"""

from allauth.account import views as account
from allauth.mfa.base import views as second
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from allauth.socialaccount import views as institute
from django.urls import include, path
from django.views.decorators.http import require_POST

from associations.accounts.views import security, sign_in

urlpatterns = [
    path("login/", sign_in.sign_in, name="account_login"),
    path("login/code/", sign_in.second_step, name="mfa_authenticate"),
    path("login/key/", sign_in.sign_in_by_key, name="mfa_login_webauthn"),
    path("given-back/", sign_in.given_back, name="given_back"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("session/", sign_in.session, name="session"),
    path("logout/", require_POST(account.logout), name="account_logout"),
    path("password/", account.password_change, name="account_change_password"),
    path("password/first/", account.password_set, name="account_set_password"),
    path("reset/", account.password_reset, name="account_reset_password"),
    path("reset/sent/", account.password_reset_done, name="account_reset_password_done"),
    path(
        "reset/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path(
        "reset/<str:uidb36>/<str:key>/",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("proof/", account.reauthenticate, name="account_reauthenticate"),
    path("proof/code/", second.reauthenticate, name="mfa_reauthenticate"),
    path("proof/key/", keys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("security/", security.security, name="mfa_index"),
    path("security/", security.security, name="mfa_list_webauthn"),
    path("security/code/", totp.activate_totp, name="mfa_activate_totp"),
    path("security/code/off/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("security/recovery/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "security/recovery/new/",
        recovery.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "security/recovery/file/",
        recovery.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("security/keys/add/", keys.add_webauthn, name="mfa_add_webauthn"),
    path("security/keys/<int:pk>/edit/", keys.edit_webauthn, name="mfa_edit_webauthn"),
    path("security/keys/<int:pk>/remove/", keys.remove_webauthn, name="mfa_remove_webauthn"),
    path("sessions/end/", security.other_sessions_end, name="other_sessions_end"),
    path("sessions/<int:pk>/end/", security.session_end, name="session_end"),
    path("institute/cancelled/", institute.login_cancelled, name="socialaccount_login_cancelled"),
    path("institute/error/", institute.login_error, name="socialaccount_login_error"),
    path("institute/", include("allauth.socialaccount.providers.openid_connect.urls")),
]
