"""Recognises a Word file of the portal's own: the plan that it encloses, while its words stand."""

from typing import Final

from events.plan.codec import ContentError, from_bytes
from events.plan.content import PlanContent
from events.plan.status import PlanStatus
from reports.office_files.docx.enclosed import hash_of_words
from reports.office_files.docx.read_back import read_back
from reports.paper.completeness_check import missing_from
from reports.paper.document import document_of
from reports.sources.source_document import SourceDocument

# Places that look otherwise once somebody has signed.
_OF_SIGNATURES: Final = ("гриф", "подпись", "лист согласования")


def enclosed_plan(word: SourceDocument) -> PlanContent | None:
    """The plan that a Word file of our own encloses, if the file still shows the same words.

    Whoever changed a word in it is read as everybody else is; and what is enclosed must be seen.
    """
    if word.enclosed is None:
        return None
    read = read_back(word)
    if hash_of_words(read) != word.enclosed.words:
        return None
    try:
        content = from_bytes(word.enclosed.data.encode())
    except ContentError:
        return None
    unseen = missing_from(document_of(content, status=PlanStatus.DRAFT), read)
    # Stamps change with their signatures; the rest has to be there word for word.
    return content if all(one.place.startswith(_OF_SIGNATURES) for one in unseen) else None
