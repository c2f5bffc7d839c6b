"""The Word file of a document, given out only if everything that the document says is in it."""

import logging
from typing import Final

from django.core.exceptions import ValidationError

from reports.document import Document
from reports.parity import missing_from
from reports.word_file import read_word
from reports.word_out import read_back, word_bytes

logger = logging.getLogger(__name__)

INCOMPLETE: Final = (
    "Файл Word не отдан: портал не нашёл в нём части плана. Скачайте план в PDF и сообщите "
    "методисту института."
)


def checked_word(document: Document) -> bytes:
    """The document as .docx, read back before it is given.

    Raises:
        ValidationError: something of the document is not in the file.

    """
    data = word_bytes(document)
    missing = missing_from(document, read_back(read_word(data, with_table=False)))
    if missing:
        logger.error("A Word file is not given: %s", "; ".join(map(str, missing[:3])))
        raise ValidationError(INCOMPLETE, code="incomplete")
    return data
