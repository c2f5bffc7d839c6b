"""What a file that was brought back says, and what becomes of it in its plan."""
