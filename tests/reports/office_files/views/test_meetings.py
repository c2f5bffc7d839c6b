"""The list of a plan's meetings and its papers."""

import io

import docx
import pytest
from django.urls import reverse

from associations.models import Office
from associations.vocabulary import OfficeRole
from events.drafting.queries.stored_content import shown_content
from reports.office_files.meeting_papers import NAMES
from tests.plans import make_plan


def word_text(data):
    return "\n".join(one.text for one in docx.Document(io.BytesIO(data)).paragraphs)


@pytest.mark.django_db
def test_page_lists_the_meetings_with_their_papers(cast):
    plan = make_plan("rumo-directions", association=cast.association, rows=4)
    content = shown_content(plan, cast.actor("chair"))
    uids = [event.uid for event in content.all_events() if event.meeting]
    page = cast.client("chair").get(reverse("reports:meeting_list", args=[plan.pk]))
    for uid in uids:
        for kind in NAMES:
            assert (
                reverse("reports:meeting_pdf", args=[plan.pk, uid, kind]) in page.content.decode()
            )
    assert uids
    none = make_plan("moc-results", association=cast.other_association, rows=1)
    empty = cast.client("methodist").get(reverse("reports:meeting_list", args=[none.pk]))
    assert "нет заседаний" in empty.content.decode()


@pytest.mark.django_db
def test_signers_are_those_who_hold_the_office(cast):
    plan = make_plan("rumo-directions", association=cast.association, rows=4)
    content = shown_content(plan, cast.actor("chair"))
    uid = next(event.uid for event in content.all_events() if event.meeting)
    address = reverse("reports:meeting_docx", args=[plan.pk, uid, "protocol"])
    text = word_text(cast.client("chair").get(address).content)
    for role in (OfficeRole.CHAIR, OfficeRole.SECRETARY):
        office = Office.objects.get(association=cast.association, role=role)
        assert office.person.signing_name in text


@pytest.mark.django_db
@pytest.mark.parametrize(("uid", "paper"), [("0" * 32, "agenda"), (None, "minutes")])
def test_what_is_no_meeting_or_no_paper_is_not_found(cast, uid, paper):
    plan = make_plan("rumo-directions", association=cast.association, rows=4)
    content = shown_content(plan, cast.actor("chair"))
    uid = uid or next(event.uid for event in content.all_events() if event.meeting)
    address = reverse("reports:meeting_pdf", args=[plan.pk, uid, paper])
    assert cast.client("chair").get(address).status_code == 404
