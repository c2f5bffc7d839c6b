"""The Word file of a document, refused if a part of the document is missing from it."""

import logging
from typing import Final

from django.core.exceptions import ValidationError

from reports.office_files.docx import read_back, word_bytes
from reports.office_files.docx.working_copy import working_copy
from reports.office_files.round_trip import FileStamp
from reports.paper.completeness_check import missing_parts
from reports.paper.document import Document
from reports.sources.docx import read_word
from reports.sources.source_document import SourceError

logger = logging.getLogger(__name__)

INCOMPLETE: Final = (
    "Файл Word не отдан: портал не нашёл в нём части плана. Скачайте план в PDF и сообщите "
    "методисту института."
)
TOO_LONG: Final = (
    "План слишком велик для одного файла Word. Скачайте его в PDF или в Excel либо разделите на "
    "несколько планов."
)


def checked_word(document: Document, stamp: FileStamp | None = None) -> bytes:
    """The document as .docx, after the completeness check; `stamp` as in `word_bytes`.

    Raises:
        ValidationError: a part of the document is missing, or it is too long for one file.

    """
    document = working_copy(document)
    try:
        data = word_bytes(document, stamp)
        missing = missing_parts(document, read_back(read_word(data, with_table=False)))
    except SourceError as error:
        # The portal itself wrote the file, so only its size can be wrong.
        logger.warning("A Word file is not given: %s", error)
        raise ValidationError(TOO_LONG, code="too_long") from error
    if missing:
        logger.error("A Word file is not given: %s", "; ".join(map(str, missing[:3])))
        raise ValidationError(INCOMPLETE, code="incomplete")
    return data
