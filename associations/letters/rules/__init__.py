"""Rules of letters: writing, sending, gathering into a digest, looking after them."""
