"""What a plan is, in plain values: no database, no paper, no rights."""
