"""Questions of imports to the database and to plain values."""
