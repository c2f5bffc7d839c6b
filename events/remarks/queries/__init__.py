"""Queries of remarks."""
