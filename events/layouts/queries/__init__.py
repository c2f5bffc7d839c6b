"""Queries of layouts."""
