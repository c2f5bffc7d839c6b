"""Tests of what a brought file says, and what becomes of it."""
