"""Remarks on a plan, its sections, rows and cells."""
