"""Questions to the history of a plan."""
