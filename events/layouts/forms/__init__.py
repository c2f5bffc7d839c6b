"""Forms of layouts."""
