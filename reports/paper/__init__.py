"""What stands on paper: the document, its typography, and the PDF."""
