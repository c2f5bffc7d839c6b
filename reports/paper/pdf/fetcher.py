"""What WeasyPrint may read: the paper's own style sheet and fonts, no other file and no host."""

import logging
import ssl
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import weasyprint
from django.contrib.staticfiles import finders
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from reports.paper.typeface import FOLDER

logger = logging.getLogger(__name__)

# Not a real host: only the style sheet and the fonts are found under it.
BASE: Final = "https://paper.invalid/"
STYLE: Final = "reports/paper/paper.css"


class RefusedError(ValueError):
    """The paper asked for a file or a host that is not its own."""


class PaperFetcher(URLFetcher):  # type: ignore[misc]
    """Finds the paper's own style sheet and fonts, and nothing else."""

    def __init__(self) -> None:
        # No host is ever asked, and reading the certificates of the machine takes 30 ms a paper.
        super().__init__(ssl_context=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT))

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:  # noqa: ARG002
        """Return a file of the paper's own.

        Raises:
            RefusedError: it is anything else; WeasyPrint then goes on without it.

        """
        path = finders.find(name) if (name := _own_name(url)) else None
        if not path:
            logger.error("The paper asked for %.200s and was refused", url)
            raise RefusedError("Бумаге плана доступны только её собственные стили и шрифты.")
        return URLFetcherResponse(url, body=Path(path).read_bytes())


def _own_name(url: str) -> str:
    """The static name of the style sheet or of a font; empty for any other address."""
    name = url.removeprefix(BASE)
    if not url.startswith(BASE) or ".." in name:
        return ""
    return name if name == STYLE or name.startswith(FOLDER) else ""


@lru_cache(maxsize=1)
def paper_style() -> tuple[weasyprint.CSS, FontConfiguration]:
    """The style sheet and its fonts, read once in a process."""
    fonts = FontConfiguration()
    response = PaperFetcher().fetch(BASE + STYLE)
    css = weasyprint.CSS(
        string=response.read().decode(),
        base_url=BASE + STYLE,
        url_fetcher=PaperFetcher(),
        font_config=fonts,
    )
    return css, fonts
