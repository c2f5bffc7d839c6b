"""Models of what was held."""
