"""The desk and the list of plans."""
