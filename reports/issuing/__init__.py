"""Official documents: printed once, kept, and checked by anybody."""
