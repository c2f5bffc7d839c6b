"""Addresses of signing in and of passwords, under Django's own names."""

from django.contrib.auth import views
from django.urls import path

from associations.accounts.forms import (
    ChangedPasswordForm,
    ForgottenPasswordForm,
    NewPasswordForm,
)
from associations.accounts.views.sign_in import session, sign_in

urlpatterns = [
    path("login/", sign_in, name="login"),
    path("session/", session, name="session"),
    path("logout/", views.LogoutView.as_view(), name="logout"),
    path(
        "password/",
        views.PasswordChangeView.as_view(form_class=ChangedPasswordForm),
        name="password_change",
    ),
    path("password/done/", views.PasswordChangeDoneView.as_view(), name="password_change_done"),
    path(
        "reset/",
        views.PasswordResetView.as_view(form_class=ForgottenPasswordForm),
        name="password_reset",
    ),
    path("reset/sent/", views.PasswordResetDoneView.as_view(), name="password_reset_done"),
    path(
        "reset/<uidb64>/<token>/",
        views.PasswordResetConfirmView.as_view(form_class=NewPasswordForm),
        name="password_reset_confirm",
    ),
    path("reset/done/", views.PasswordResetCompleteView.as_view(), name="password_reset_complete"),
]
