"""Forms of remarks: what each person is offered."""

from django.http import QueryDict

from events.remarks.forms import CommonRemarkForm, RemarkFilter, RemarkForm
from events.remarks.rules.common import keep_common_remark
from tests.events.remarks.places import remark_on_row, sent_plan


def test_text_is_suggested_for_a_cell_only(cast):
    actor = cast.actor("curator")
    assert "suggestion" in RemarkForm(actor=actor, for_cell=True).fields
    assert "suggestion" not in RemarkForm(actor=actor, for_cell=False).fields


def test_ones_own_common_remarks_are_offered(cast):
    own = keep_common_remark(text="Кратко.", for_all=False, by=cast.actor("curator"))
    for who, is_offered in (("curator", True), ("approver", False)):
        form = RemarkForm(actor=cast.actor(who), for_cell=False)
        assert (own.text in form.as_p()) == is_offered


def test_staff_keeps_for_all():
    assert "for_all" in CommonRemarkForm(is_staff=True).fields
    assert "for_all" not in CommonRemarkForm(is_staff=False).fields


def test_filters_offer_only_what_the_reader_may_read(cast):
    plan = sent_plan(cast)
    remark_on_row(cast, plan)
    for who, writers, plans in (
        ("chair", [cast.actor("approver").name], [plan]),
        ("foreigner", [], []),
    ):
        found = RemarkFilter(QueryDict(), actor=cast.actor(who))
        fields = found.form.fields
        assert [name for name, _ in fields["writer"].choices if name] == writers
        assert list(fields["plan"].queryset) == plans
        assert found.one_plan is None
    found = RemarkFilter(QueryDict(f"plan={plan.pk}"), actor=cast.actor("chair"))
    assert found.one_plan == plan
