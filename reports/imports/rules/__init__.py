"""Rules of imports: they decide and write."""
