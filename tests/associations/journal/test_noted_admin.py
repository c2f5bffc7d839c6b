"""What an administrator does in the back room stands in the journal."""

from django.urls import reverse

from associations.models import JournalEntry
from events.models import Layout
from tests.factories import make_substitution


def entries(action):
    return JournalEntry.objects.filter(action=action)


def test_changed_address_is_told_with_what_it_was(cast):
    user = cast.user("chair")
    url = reverse("admin:associations_user_change", args=[user.pk])
    was = user.email
    cast.client("superuser").post(url, {"email": "new@example.org", "is_active": "on"})
    entry = entries("account").get()
    assert entry.words == "Изменено администратором: учётная запись «new@example.org»."
    (changed,) = entry.values
    assert changed[1:] == (was, "new@example.org")
    assert entry.by_id == cast.user("superuser").pk
    assert entry.about_id == user.pk
    # The institution's staff and the owner read it.
    assert entry.institution_id == cast.institution.pk
    assert entry.ip == "127.0.0.1"


def test_nothing_changed_is_not_told(cast):
    user = cast.user("chair")
    url = reverse("admin:associations_user_change", args=[user.pk])
    cast.client("superuser").post(url, {"email": user.email, "is_active": "on"})
    assert not entries("account").exists()


def test_appointment_and_its_removal_are_told(cast):
    values = {
        "person": cast.person("stranger").pk,
        "role": "agreer",
        "association": cast.association.pk,
        "institution": "",
        "position": "Ректор",
        "since": "2026-01-01",
        "until": "",
        "basis": "",
    }
    client = cast.client("superuser")
    client.post(reverse("admin:associations_office_add"), values)
    assert entries("office").get().words.startswith("Добавлено администратором: должность")
    substitution = make_substitution(cast.office("approver"))
    url = reverse("admin:associations_substitution_delete", args=[substitution.pk])
    client.post(url, {"post": "yes"})
    told = entries("substitution").get()
    assert told.words.startswith("Удалено администратором: замещение")
    assert told.institution_id == cast.institution.pk


def test_layout_is_told_with_its_parts(cast):
    layout = Layout.objects.get(code="moc-results", institution=None)
    client = cast.client("superuser")
    url = reverse("admin:events_layout_change", args=[layout.pk])
    page = client.get(url).context["adminform"].form
    values = {name: page.initial.get(name) or "" for name in page.fields if name != "withheld_in"}
    inlines = {
        f"{prefix}-{name}": 0
        for prefix in ("columns", "sections", "seats")
        for name in ("TOTAL_FORMS", "INITIAL_FORMS")
    }
    answer = client.post(url, {**values, **inlines, "name": "Другое имя"})
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    assert entries("layout").get().after
