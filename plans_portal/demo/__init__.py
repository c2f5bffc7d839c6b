"""The demo: an invented region whose five associations have plans at every stage of sign-off.

It acts through the same rules as people do, and writes no state of its own.
"""
