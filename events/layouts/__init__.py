"""What layouts say as plain values, what is amiss in them, and what a new version would change.

Nothing here decides or writes; deeds on layouts are in `events.rules.layouts`.
"""
