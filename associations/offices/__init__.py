"""Offices by period, substitutions, and who acts today."""
