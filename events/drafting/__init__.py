"""Drafting a plan: its rows, sections and steps, and the pages where authors change them."""
