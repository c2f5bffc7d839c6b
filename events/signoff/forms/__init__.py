"""Forms of sign-off."""
