"""Accounts: signing in, invitations, letters, closing and reopening."""
