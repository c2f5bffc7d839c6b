"""Queries of what was held."""
