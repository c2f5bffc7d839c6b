"""Questions of the calendar to the database and to plain values."""
