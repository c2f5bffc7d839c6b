"""Reads the plan in a Word file of the portal, as it went or with what was edited in the file."""

from typing import Final

from events.plan.codec import ContentError, from_bytes
from events.plan.content import PlanContent
from events.plan.status import PlanStatus
from reports.office_files.docx.brought_back import brought_back
from reports.office_files.docx.enclosed import hash_of_words
from reports.office_files.docx.read_back import read_back
from reports.paper.completeness_check import missing_parts
from reports.paper.document import build_document
from reports.sources.source_document import SourceDocument

# Places that change when somebody signs.
_OF_SIGNATURES: Final = ("гриф", "подпись", "лист согласования")


def own_plan(word: SourceDocument) -> PlanContent | None:
    """The plan in a file of the portal, with what was edited in it.

    None if it is another file, or holds words for which the plan has no field: those a person has
    to place.
    """
    if (content := enclosed_plan(word)) is not None:
        return content
    back = brought_back(word)
    return None if back is None or back.unplaced else back.content


def enclosed_plan(word: SourceDocument) -> PlanContent | None:
    """The plan that the portal enclosed in the file; None if it is another or a changed file.

    The enclosed words must also be visible in the file, so that nothing hidden is imported.
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
    unseen = missing_parts(build_document(content, status=PlanStatus.DRAFT), read)
    return content if all(missing.place.startswith(_OF_SIGNATURES) for missing in unseen) else None
