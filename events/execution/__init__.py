"""What became of the events of approved plans: marks, unplanned events."""
