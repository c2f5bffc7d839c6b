"""Finds rows by words, in any letter case, on SQLite and PostgreSQL alike."""

import re

from django.db.models import Q

# A longer search is refused by its form, and words past the tenth are ignored: each word is a
# condition on every field, and a database takes only so many of them.
LONGEST_SEARCH = 200
MOST_WORDS = 10


def has_words(text: str, *fields: str) -> Q:
    """Give the condition that one of the fields has each of the text's first ten words.

    A regular expression and not `icontains`: SQLite's LIKE ignores the case of Latin letters only.
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
