"""Pages of signing in, and what they give back."""
