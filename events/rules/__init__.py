"""The deeds that change a plan's content; each decides, writes and records in one transaction."""
