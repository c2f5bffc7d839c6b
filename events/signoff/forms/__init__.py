"""Forms of sign-off: they turn text into values and save nothing."""
