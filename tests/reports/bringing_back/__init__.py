"""Tests of files that are brought back to their plans."""
