"""Rules of accounts and of the mail about them."""
