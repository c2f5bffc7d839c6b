"""Questions of sign-off to the database and to plain values."""
