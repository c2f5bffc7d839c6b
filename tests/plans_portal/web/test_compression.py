import gzip
from hashlib import sha256

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from associations.models import User
from plans_portal.web.compression import TextCompressionMiddleware
from reports.issuing.rules.issue import issue_pdf
from tests.plans import author_of, make_plan

TAKES_GZIP = {"accept-encoding": "gzip, deflate, br"}


def answer(response: HttpResponse, **heads: str) -> HttpResponse:
    request = RequestFactory().get("/", headers=heads)
    given = TextCompressionMiddleware(lambda _: response)(request)
    assert isinstance(given, HttpResponse)
    return given


def test_page_is_compressed_for_whoever_takes_it_so(cast):
    client = cast.client("methodist")
    bare, packed = client.get("/people/"), client.get("/people/", headers=TAKES_GZIP)
    assert "Content-Encoding" not in bare.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert int(packed.headers["Content-Length"]) == len(packed.content) < len(bare.content) / 2
    assert "<h1" in gzip.decompress(packed.content).decode()
    # A cache must not give one's answer to the other.
    assert "Accept-Encoding" in bare.headers["Vary"]
    assert "Accept-Encoding" in packed.headers["Vary"]


def test_lengths_of_the_same_page_tell_nothing():
    lengths = {len(answer(HttpResponse("план " * 500), **TAKES_GZIP).content) for _ in range(40)}
    assert len(lengths) > 5


@pytest.mark.parametrize(
    ("kind", "packed"),
    [
        ("text/html; charset=utf-8", True),
        ("text/plain", True),
        ("application/json", True),
        ("image/svg+xml", True),
        ("application/pdf", False),
        ("application/zip", False),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", False),
        ("application/octet-stream", False),
    ],
)
def test_text_is_packed_and_files_are_not(kind, packed):
    response = answer(
        HttpResponse(b"x" * 5000, content_type=kind, headers={"ETag": '"a"'}), **TAKES_GZIP
    )
    assert ("Content-Encoding" in response.headers) == packed
    # The packed one is no longer the same byte for byte, which a strong tag would say.
    assert response.headers["ETag"] == ('W/"a"' if packed else '"a"')


def test_what_is_packed_already_stays_so():
    packed = gzip.compress(b"body { }" * 99)
    response = HttpResponse(packed, content_type="text/css", headers={"Content-Encoding": "gzip"})
    assert answer(response, **TAKES_GZIP).content == packed


@pytest.mark.django_db
def test_official_paper_comes_byte_for_byte_and_only_once(client):
    plan = make_plan("moc-results", "approved", rows=2)
    author = author_of(plan.association)
    document = issue_pdf(plan=plan, by=author)
    client.force_login(User.objects.get(pk=author.user_id or 0))
    url = f"/plans/{plan.pk}/official.pdf"
    given = client.get(url, headers=TAKES_GZIP)
    assert "Content-Encoding" not in given.headers
    assert sha256(given.getvalue()).hexdigest() == document.sha256
    assert given.headers["ETag"] == f'"{document.sha256}"'
    known = {**TAKES_GZIP, "if-none-match": given.headers["ETag"]}
    assert client.get(url, headers=known).status_code == 304


@pytest.mark.django_db
def test_stored_draft_has_its_strong_tag_too(client):
    plan = make_plan("moc-results", rows=2)
    author = User.objects.get(pk=author_of(plan.association).user_id or 0)
    client.force_login(author)
    url = f"/plans/{plan.pk}/draft.pdf"
    for _ in ("drawn", "from the store"):
        given = client.get(url, headers=TAKES_GZIP)
        assert given.getvalue().startswith(b"%PDF-")
        assert "Content-Encoding" not in given.headers
        assert given.headers["ETag"].startswith('"')
    known = {**TAKES_GZIP, "if-none-match": given.headers["ETag"]}
    assert client.get(url, headers=known).status_code == 304
