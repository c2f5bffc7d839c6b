"""Rules of sign-off: they decide and write."""
