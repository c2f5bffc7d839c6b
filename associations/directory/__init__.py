"""The directory: institutions, associations, organisations and people."""
