"""A layout's specimen on paper."""

import pytest
from django.urls import reverse

from events.models import Layout
from tests.reports.paper.papers import text_of


@pytest.mark.django_db
def test_specimen_is_a_marked_paper_with_the_layouts_columns(cast):
    layout = Layout.objects.filter(institution=None).order_by("pk").first()
    answer = cast.client("methodist").get(reverse("reports:layout_pdf", args=[layout.pk]))
    assert answer["Content-Type"] == "application/pdf"
    words = " ".join(text_of(answer.content).split())
    assert "ПРОЕКТ" in words
