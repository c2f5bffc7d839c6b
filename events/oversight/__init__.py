"""The desk and the list of plans: who waits for what."""
