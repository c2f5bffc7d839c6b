"""What a change did, field by field."""

from django.urls import reverse

from events.drafting.rules.sections import contents_of, delete_section
from events.history.views.fields import FieldReader
from events.models import Change
from plans_portal.lib.versions import version_of
from plans_portal.lib.word_changes import Fate
from tests.plans import make_plan


def fields_of(*changes: Change):
    return FieldReader(changes).fields_of(changes)


def test_deleted_section_shows_all_that_it_held(cast):
    plan = make_plan("rumo-directions", association=cast.association, rows=3)
    section = plan.sections.filter(kind="table").order_by("order").first()
    titles = list(section.events.order_by("order").values_list("title", flat=True))
    version = version_of(contents_of(plan, section))
    delete_section(section=section, expected_version=version, by=cast.actor("chair"))
    shown = fields_of(plan.changes.order_by("-id")[0])
    assert [one.label for one in shown] == ["Раздел", "Строка", "Строка", "Строка"]
    for one, title in zip(shown[1:], titles, strict=True):
        lines = one.before.splitlines()
        assert f"Мероприятие: {title}" in lines
        assert "Ответственные: Светлова А. П.; совет объединения" in lines
        assert any(line.startswith("Срок: ") for line in lines)
    page = cast.client("chair").get(reverse("events:plan_history", args=[plan.pk])).text
    assert "теперь пусто" not in page


def edit(**fields) -> Change:
    before, after = ({name: value[n] for name, value in fields.items()} for n in (0, 1))
    patch = [{"kind": "row", "uid": "a" * 32, "before": before, "after": after}]
    return Change(pk=len(str(fields)), action="edit_event", words="Изменена.", patch=patch)


def test_words_of_every_field_are_marked_and_lists_line_by_line(db):
    person = {"kind": "words", "person_id": None, "office_id": None, "organisation_id": None}
    lists = [[{"text": name, **person} for name in names] for names in (("Аня", "Боря"), ("Аня",))]
    title, people = fields_of(edit(title=("Слёт юных", "Слёт смелых"), responsible=lists))
    assert [(one.fate, one.text) for line in title.lines for one in line] == [
        (Fate.SAME, "Слёт "),
        (Fate.GONE, "юных"),
        (Fate.NEW, "смелых"),
    ]
    assert people.label == "Ответственные"
    assert [(one.fate, one.text) for line in people.lines for one in line] == [
        (Fate.SAME, "Аня"),
        (Fate.GONE, "Боря"),
    ]


def test_several_changes_are_told_from_the_first_before_to_the_last_after(db):
    first, second = edit(title=("А", "Б")), edit(title=("Б", "В"), term=("май", "июнь"))
    assert [(one.before, one.after) for one in fields_of(first, second)] == [
        ("А", "В"),
        ("май", "июнь"),
    ]


def test_whom_steps_name_is_asked_once_for_all(cast, django_assert_num_queries):
    offices = [cast.office("approver"), cast.office("agreer")]
    changes = [
        Change(pk=n, patch=[{"kind": "step", "uid": "a" * 32, "before": {"office_id": one.pk}}])
        for n, one in enumerate(offices)
    ]
    with django_assert_num_queries(1):
        reader = FieldReader(changes)
        told = [reader.fields_of([change]) for change in changes]
    assert [[(one.label, one.before) for one in fields] for fields in told] == [
        [("Кто решает", str(office))] for office in offices
    ]
