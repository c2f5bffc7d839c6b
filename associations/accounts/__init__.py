"""Accounts: signing in, invitations, closing and reopening."""
