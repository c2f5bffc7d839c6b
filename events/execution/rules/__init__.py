"""Rules of what was held: they decide and write."""
