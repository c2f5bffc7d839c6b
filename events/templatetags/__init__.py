"""Filters and badges of plans for the templates."""
