"""What pages of plans say of their files."""
