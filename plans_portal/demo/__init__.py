"""The demo: an invented region whose five associations have plans at every stage of sign-off.

Everything is made through the same rules as people use.
"""
