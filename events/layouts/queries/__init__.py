"""Questions of layouts to the database and to plain values."""
