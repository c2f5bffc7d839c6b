"""A document as the bytes of a tagged PDF: what other rooms may use."""

from reports.paper.pdf.renderer import RENDERER, print_html, render, to_html

__all__ = ["RENDERER", "print_html", "render", "to_html"]
