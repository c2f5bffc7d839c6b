"""Compresses answers that are text; files go out byte for byte.

A compressed answer gets a weak ETag. Why here and not in the proxy: docs/decisions/0025.
"""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

# Files that the portal serves (PDF, Word, Excel, ZIP) are compressed inside, and an issued one is
# compared with its hash, so nothing may change it.
TEXT = ("text/", "application/json", "image/svg+xml")


class TextCompressionMiddleware(GZipMiddleware):
    """Compresses answers of the kinds in `TEXT`.

    Django adds up to 100 random bytes to each, so that its length tells nothing about secrets on a
    page that repeats an attacker's words (BREACH).
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Give the answer compressed, or as it is."""
        if not response.headers.get("Content-Type", "").startswith(TEXT):
            return response
        return super().process_response(request, response)
