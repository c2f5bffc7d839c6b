"""A plan's paper: the document, its typography, and the PDF."""
