"""Models of drafting."""
