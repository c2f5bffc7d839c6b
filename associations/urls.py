"""Addresses of the directory and of offices."""

from django.urls import path

from associations.accounts.views import security
from associations.directory.views import associations, organisations, people
from associations.journal.views import journal
from associations.letters import views as letters
from associations.offices import views as offices
from associations.signature_rules import views as signature_rules
from associations.working_days import views as working_days

app_name = "associations"

urlpatterns = [
    path("associations/", associations.association_list, name="association_list"),
    path("associations/add/", associations.association_add, name="association_add"),
    path("associations/<int:pk>/", associations.association_detail, name="association_detail"),
    path("associations/<int:pk>/edit/", associations.association_edit, name="association_edit"),
    path(
        "associations/<int:pk>/offices/add/",
        offices.association_office_add,
        name="association_office_add",
    ),
    path("institutions/<int:pk>/", associations.institution_detail, name="institution_detail"),
    path(
        "institutions/<int:pk>/offices/add/",
        offices.institution_office_add,
        name="institution_office_add",
    ),
    path(
        "institutions/<int:pk>/signature-rules/",
        signature_rules.signature_rules,
        name="signature_rules",
    ),
    path(
        "institutions/<int:pk>/signature-rules/edit/",
        signature_rules.signature_rules_edit,
        name="signature_rules_edit",
    ),
    path(
        "institutions/<int:pk>/signature-rules/<int:version>/accept/",
        signature_rules.signature_rules_accept,
        name="signature_rules_accept",
    ),
    path("institutions/<int:pk>/terms/", working_days.institution_terms, name="institution_terms"),
    path(
        "institutions/<int:pk>/days/add/",
        working_days.institute_day_add,
        name="institute_day_add",
    ),
    path(
        "days/<int:pk>/remove/",
        working_days.institute_day_remove,
        name="institute_day_remove",
    ),
    path("letters/", letters.letter_list, name="letter_list"),
    path("letters/settings/", letters.letter_settings, name="letter_settings"),
    path("letters/<int:pk>/", letters.letter_detail, name="letter_detail"),
    path("letters/<int:pk>/send/", letters.letter_send, name="letter_send"),
    path("letters/<int:pk>/cancel/", letters.letter_cancel, name="letter_cancel"),
    path("outbox/", letters.outbox, name="outbox"),
    path("outbox/<int:pk>/", letters.outbox_letter, name="outbox_letter"),
    path("outbox/<int:pk>/html/", letters.outbox_html, name="outbox_html"),
    path(
        "institutions/<int:pk>/second-factor/",
        security.institution_second_factor,
        name="institution_second_factor",
    ),
    path("offices/<int:pk>/edit/", offices.office_edit, name="office_edit"),
    path("offices/<int:pk>/end/", offices.office_end, name="office_end"),
    path(
        "offices/<int:pk>/substitutions/add/",
        offices.substitution_add,
        name="substitution_add",
    ),
    path("substitutions/<int:pk>/end/", offices.substitution_end, name="substitution_end"),
    path("people/", people.person_list, name="person_list"),
    path("people/add/", people.person_add, name="person_add"),
    path("people/<int:pk>/", people.person_detail, name="person_detail"),
    path("people/<int:pk>/edit/", people.person_edit, name="person_edit"),
    path("people/<int:pk>/invite/", people.person_invite, name="person_invite"),
    path("people/<int:pk>/invite-again/", people.person_invite_again, name="person_invite_again"),
    path("people/<int:pk>/close/", people.person_close, name="person_close"),
    path(
        "people/<int:pk>/drop-second-factor/",
        people.person_drop_second_factor,
        name="person_drop_second_factor",
    ),
    path("people/<int:pk>/reopen/", people.person_reopen, name="person_reopen"),
    path("journal/", journal, name="journal"),
    path("organisations/", organisations.organisation_list, name="organisation_list"),
    path("organisations/add/", organisations.organisation_add, name="organisation_add"),
    path("organisations/<int:pk>/edit/", organisations.organisation_edit, name="organisation_edit"),
]
