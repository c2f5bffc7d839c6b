"""Limits of uploads: of a whole request, and of each file in it."""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


class BoundedRequestMiddleware:
    """Refuses a request that is too long by its Content-Length, before its body is read.

    More bytes than that are never read.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with a page that says what to do, or go on."""
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) > settings.REQUEST_MOST_BYTES:
            return render(request, "413.html", status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        return self.get_response(request)


class BoundedUpload(FileUploadHandler):
    """Stores of each file only a little more than any form accepts.

    The form still sees that the file is too large, and memory and disk hold no more of it.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Give the chunk to the next handlers, or drop it."""
        return raw_data if start <= settings.FILE_UPLOAD_MOST_BYTES else None

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the next handlers."""
        del file_size
