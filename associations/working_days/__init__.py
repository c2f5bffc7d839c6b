"""The institution's own working days and days off, and the terms of its sign-off."""
