"""Forms of drafting: they turn text into values and save nothing."""
