"""A plan's paper as a Word file that people can edit, with the same words as the PDF."""

from reports.office_files.docx.enclosed import hash_of_words
from reports.office_files.docx.paper import word_bytes
from reports.office_files.docx.read_back import read_back

__all__ = ["hash_of_words", "read_back", "word_bytes"]
