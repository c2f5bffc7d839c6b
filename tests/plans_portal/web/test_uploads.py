import io

import pytest
from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.http import HttpResponse, QueryDict
from django.http.multipartparser import MultiPartParser
from django.test import RequestFactory
from django.utils.module_loading import import_string

from plans_portal.web.uploads import BoundedRequestMiddleware
from reports.issuing.queries import MAX_FILE_BYTES

MEGABYTE = 1024 * 1024
EDGE = "edge"


class Endless(io.RawIOBase):
    """A form with one file of this size, made while it is read; counts what was asked of it."""

    def __init__(self, size):
        head = f'--{EDGE}\r\nContent-Disposition: form-data; name="file"; filename="a.docx"\r\n\r\n'
        self.parts = [head.encode(), size, f"\r\n--{EDGE}--\r\n".encode()]
        self.length = len(self.parts[0]) + size + len(self.parts[2])
        self.asked = 0

    def read(self, size=-1):
        told = b""
        while self.parts and len(told) < size:
            one = self.parts.pop(0)
            take = min(size - len(told), one if isinstance(one, int) else len(one))
            told += b"0" * take if isinstance(one, int) else one[:take]
            rest = one - take if isinstance(one, int) else one[take:]
            if rest:
                self.parts.insert(0, rest)
        self.asked += len(told)
        return told


def files_of(body):
    handlers = [import_string(name)(None) for name in settings.FILE_UPLOAD_HANDLERS]
    meta = {"CONTENT_TYPE": f"multipart/form-data; boundary={EDGE}", "CONTENT_LENGTH": body.length}
    return MultiPartParser(meta, body, handlers).parse()


@pytest.mark.parametrize("size", [100, 3 * MEGABYTE, MAX_FILE_BYTES])
def test_file_that_may_be_read_comes_whole(size):
    words, files = files_of(Endless(size))
    assert isinstance(words, QueryDict)
    assert files["file"].size == size


def test_of_a_longer_file_only_a_little_more_than_allowed_is_kept(tmp_path, settings):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    body = Endless(100 * MEGABYTE)
    _, files = files_of(body)
    file = files["file"]
    assert isinstance(file, TemporaryUploadedFile)
    assert body.asked == body.length
    assert MAX_FILE_BYTES < file.size < MAX_FILE_BYTES + 2 * MEGABYTE < body.length
    assert sum(one.stat().st_size for one in tmp_path.iterdir()) == file.size


def refuse_to_go_on(_request):
    raise AssertionError


@pytest.mark.parametrize("length", [str(200 * MEGABYTE), "9" * 30, "-5", "много"])
def test_request_of_two_hundred_megabytes_is_refused_unread(length):
    request = RequestFactory().post("/plans/new/", CONTENT_LENGTH=length)
    response = BoundedRequestMiddleware(refuse_to_go_on)(request)
    assert response.status_code == 413
    assert "не больше 20&nbsp;МБ" in response.content.decode()


def test_request_without_a_length_goes_on():
    request = RequestFactory().get("/", CONTENT_LENGTH="")
    answer = HttpResponse("дальше")
    assert BoundedRequestMiddleware(lambda _: answer)(request) is answer


def test_portal_refuses_before_it_asks_who_it_is(client):
    response = client.post("/", CONTENT_LENGTH=str(200 * MEGABYTE))
    assert response.status_code == 413
