"""The lines of a stamp's position on paper."""

import pytest

from events.plan.stamps import Stamp
from reports.paper.document import Document
from reports.paper.stamp_lines import with_flowing_stamps


@pytest.mark.parametrize(
    ("position", "shown"),
    [
        # Both fit, so the author's lines stay.
        (("Директор", "лицея № 5"), ("Директор", "лицея № 5")),
        # «просвещения» would stand alone between two breaks.
        (
            ("Первый заместитель министра просвещения", "Заречной области"),
            ("Первый заместитель министра просвещения Заречной области",),
        ),
        # Two words go over: that is no fault.
        (
            ("Первый заместитель директора департамента образования и науки", "области"),
            ("Первый заместитель директора департамента образования и науки", "области"),
        ),
        # With nothing below there is nothing to join.
        (
            ("Первый заместитель министра просвещения",),
            ("Первый заместитель министра просвещения",),
        ),
    ],
)
def test_no_word_stands_alone(position, shown):
    paper = with_flowing_stamps(Document("", (), approvals=(Stamp(position=position),)))
    assert paper.approvals[0].position == shown
