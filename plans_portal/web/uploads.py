"""How much of a request is taken in at all: refused by its length, or kept only as far as read.

It knows bytes and settings; it refuses to know who sends what and what a form does with it.
"""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


class BoundedRequestMiddleware:
    """Refuses a request that says it is longer than any form's, before a byte of it is read.

    A body is never longer than it says: what goes beyond is not read.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next handler."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with a page that says what to do, or go on."""
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) > settings.REQUEST_MOST_BYTES:
            return render(request, "413.html", status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        return self.get_response(request)


class BoundedUpload(FileUploadHandler):
    """Passes on of each file only a little more than any form takes; the rest is let go.

    The form sees a file that is too large and says so, while memory and disk hold no more of it.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Hand the chunk to the handlers behind, or to none."""
        return raw_data if start <= settings.FILE_UPLOAD_MOST_BYTES else None

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the handlers behind."""
        del file_size
