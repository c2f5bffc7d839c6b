"""Pages of sign-off."""
