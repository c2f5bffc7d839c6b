"""Rules of remarks."""
