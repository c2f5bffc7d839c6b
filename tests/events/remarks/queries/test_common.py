"""Common remarks: whose each person uses and changes."""

from events.remarks.queries.common import common_remarks, may_change
from events.remarks.rules.common import keep_common_remark


def test_each_uses_their_own_and_those_of_the_institution(cast):
    own = keep_common_remark(text="Уточните срок.", for_all=False, by=cast.actor("curator"))
    shared = keep_common_remark(text="Нет отчёта.", for_all=True, by=cast.actor("methodist"))
    foreign = keep_common_remark(text="Чужое.", for_all=True, by=cast.actor("foreigner"))
    assert set(common_remarks(cast.actor("curator"))) == {own, shared}
    assert set(common_remarks(cast.actor("approver"))) == {shared}
    assert set(common_remarks(cast.actor("foreigner"))) == {foreign}
    assert not common_remarks(cast.actor("anonymous")).exists()


def test_own_are_changed_by_each_and_shared_ones_by_staff(cast):
    own = keep_common_remark(text="Уточните срок.", for_all=False, by=cast.actor("curator"))
    shared = keep_common_remark(text="Нет отчёта.", for_all=True, by=cast.actor("methodist"))
    may = {
        (who, one.text)
        for who in ("curator", "methodist", "approver", "foreigner")
        for one in (own, shared)
        if may_change(one, cast.actor(who))
    }
    assert may == {("curator", own.text), ("methodist", shared.text)}
