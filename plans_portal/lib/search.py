"""Finds rows by words, in any case of letters, on SQLite and PostgreSQL alike.

Knows nothing of what is searched: it is given the words and the names of the fields.
"""

import re

from django.db.models import Q

# Longer words of a search are refused by its form, and words past the tenth narrow nothing: each
# word is a condition on every field, and a database takes only so many of them.
LONGEST_SEARCH = 200
MOST_WORDS = 10


def has_words(text: str, *fields: str) -> Q:
    """Give the condition that each of the text's first ten words stands in one of the fields.

    A regular expression and not `icontains`: SQLite's LIKE knows the case of Latin letters only.
    «е» finds «ё», and the other way round.
    """
    condition = Q()
    for word in text.split()[:MOST_WORDS]:
        pattern = re.sub("[её]", "[её]", re.escape(word.lower()))
        found = Q()
        for field in fields:
            found |= Q(**{f"{field}__iregex": pattern})
        condition &= found
    return condition
