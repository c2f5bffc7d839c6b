"""Rules of downloads."""
