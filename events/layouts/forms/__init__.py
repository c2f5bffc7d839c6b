"""Forms of layouts: they turn text into values and save nothing."""
