"""Institutions, associations, organisations and people: the directory of who there is."""
