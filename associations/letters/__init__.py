"""Letters: an outbox in the database, how it is sent, and who wants which of them."""
