"""Rules of drafting: they decide and write."""
