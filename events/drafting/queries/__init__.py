"""Queries of drafting."""
