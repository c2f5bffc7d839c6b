"""The history of a plan: who did what, when, and what it was before."""
