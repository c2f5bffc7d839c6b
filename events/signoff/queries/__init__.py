"""Queries of sign-off."""
