"""Tables pasted into a plan: what is kept until it is decided, insertion, and remarks."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from events.drafting.models.plan import new_uid
from events.drafting.rules.undo import undo_change
from reports.imports.rules.paste import BY_PASTE, MOST_REMARKS, add_rows, read_pasted
from reports.models import ImportSession
from reports.sources.source_document import SourceError
from tests.plans import bring_to, make_plan

pytestmark = pytest.mark.django_db

ROWS = "7\tСлёт\t15 мая\tМетодист\tОтчёт\n8\tСбор\tиюнь\tСекретарь\tПамятка"
TOTAL = "Итого\t2\t\t\t"


@pytest.fixture
def plan(cast):
    return make_plan("moc-results", association=cast.association, rows=1)


def pasted(cast, plan, text=ROWS, *, section="", markup="", who="chair"):
    uid = section or plan.sections.get().uid
    made, _ = read_pasted(
        plan=plan, section_uid=uid, after_uid="", markup=markup, text=text, by=cast.actor(who)
    )
    return made


def titles(plan):
    rows = plan.events.filter(parent=None).order_by("section__order", "order")
    return list(rows.values_list("title", flat=True))


def test_insertion_that_is_asked_for_twice_is_made_once(cast, plan):
    made, before = pasted(cast, plan), titles(plan)
    first, again = (add_rows(import_session=made, by=cast.actor("chair")) for _ in range(2))
    assert first.pk == again.pk
    assert titles(plan) == [*before, "Слёт", "Сбор"]
    assert (
        first.words == "Вставлены строки из таблицы: 2. Номера из таблицы сняты: план ставит свои."
    )
    made.refresh_from_db()
    assert made.state == ImportSession.State.DONE


def test_words_without_a_place_are_in_the_remarks(cast, plan):
    change = add_rows(import_session=pasted(cast, plan, f"{ROWS}\n{TOTAL}"), by=cast.actor("chair"))
    (remark,) = plan.remarks.all()
    assert "Итого" in remark.text
    assert (remark.state, remark.made_by_name) == ("open", BY_PASTE)
    undo_change(change=change, by=cast.actor("chair"))
    assert plan.remarks.count() == 1


def test_remark_stands_at_the_row_of_its_words(cast, plan):
    text = "7\tСлёт\t15 мая\tМетодист\tОтчёт\nсм. ниже\tСбор\tиюнь\tСекретарь\tПамятка"
    add_rows(import_session=pasted(cast, plan, text), by=cast.actor("chair"))
    (remark,) = plan.remarks.all()
    assert "см. ниже" in remark.text
    assert remark.uid == plan.events.get(title="Сбор").uid


def test_many_losses_make_one_remark(cast, plan):
    rows = [f"см. {n} стр.\tСлёт\t15 мая\tМетодист\tОтчёт" for n in range(MOST_REMARKS + 1)]
    add_rows(import_session=pasted(cast, plan, "\n".join(rows)), by=cast.actor("chair"))
    (remark,) = plan.remarks.all()
    assert all(f"см. {n} стр" in remark.text for n in range(MOST_REMARKS + 1))


def test_paste_without_losses_makes_no_remark(cast, plan):
    add_rows(import_session=pasted(cast, plan), by=cast.actor("chair"))
    assert not plan.remarks.exists()


def test_rows_come_into_a_plan_without_sections(cast, plan):
    plan.sections.all().delete()
    made = pasted(cast, plan, "Слёт\t15 мая\tМетодист\tОтчёт", section=new_uid())
    add_rows(import_session=made, by=cast.actor("chair"))
    assert titles(plan) == ["Слёт"]


def test_closed_plan_and_strange_section_are_refused_before_reading(cast, plan):
    with pytest.raises(ValidationError, match="в плане уже нет"):
        pasted(cast, plan, section=new_uid())
    section = plan.sections.get().uid
    bring_to(plan, "signoff")
    plan.refresh_from_db()
    with pytest.raises(ValidationError, match="на согласовании"):
        pasted(cast, plan, section=section)
    assert not ImportSession.objects.exists()


def test_stranger_inserts_nothing(cast, plan):
    made = pasted(cast, plan)
    with pytest.raises(PermissionDenied):
        add_rows(import_session=made, by=cast.actor("secretary"))


def test_undecided_paste_is_forgotten_after_an_hour_unless_it_was_corrected(cast, plan):
    old, corrected, fresh = (pasted(cast, plan) for _ in range(3))
    other = make_plan("rmc-directions", association=cast.association, rows=1)
    elsewhere = pasted(cast, other, section=other.sections.first().uid)
    hours_ago = timezone.now() - dt.timedelta(hours=2)
    aged = ImportSession.objects.exclude(pk=fresh.pk)
    aged.update(touched_at=hours_ago)
    aged.filter(pk=corrected.pk).update(corrections=[{"action": "row"}])
    last = pasted(cast, plan)
    kept = set(ImportSession.objects.values_list("pk", flat=True))
    assert kept == {corrected.pk, fresh.pk, elsewhere.pk, last.pk}
    assert old.pk not in kept


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("\n".join(["\t".join(["слово"] * 60)] * 2_000), "больше 30000 ячеек"),
        (f"1\t{'я' * 100_000}\tмай\tМетодист\tОтчёт", "100000 знаков"),
        ("просто слова", "нет ни одной таблицы"),
    ],
)
def test_paste_beyond_the_limits_gets_a_sentence_and_leaves_nothing(cast, plan, text, sentence):
    with pytest.raises(SourceError, match=sentence):
        pasted(cast, plan, text)
    assert not ImportSession.objects.exists()
