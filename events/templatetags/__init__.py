"""Words and marks of plans for the templates."""
