"""Sends text compressed to whoever takes it so; documents go out byte for byte.

What goes in is any answer of a view, what comes out is the same or its gzip, with a weak ETag. Why
here and not in the proxy: docs/decisions/0025.
"""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

# Files that the portal gives out (PDF, Word, Excel, ZIP) are compressed inside, and what was issued
# is compared with its hash: nothing on the way touches it.
TEXT = ("text/", "application/json", "image/svg+xml")


class TextCompressionMiddleware(GZipMiddleware):
    """Compresses answers of the kinds named in `TEXT`, each to a length of its own chance.

    Django puts up to 100 random bytes into each, so that lengths tell nothing of a page's secrets
    to one who makes the portal repeat his words in it (BREACH).
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Give the answer compressed, or as it is."""
        if not response.headers.get("Content-Type", "").startswith(TEXT):
            return response
        return super().process_response(request, response)
