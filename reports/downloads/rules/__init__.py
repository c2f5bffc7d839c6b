"""Rules of downloads: they decide and write."""
