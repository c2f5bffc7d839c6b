"""Questions of drafting to the database and to plain values."""
