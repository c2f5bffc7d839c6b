"""What a form had posted when its page was stale or the session had ended: it is given back.

Only browsers without JavaScript need it; with it `static/js/session.js` asks before a form is sent.
Knows no account but the mark by which the form says who has typed.
"""

from dataclasses import dataclass

from django.core import signing
from django.http import HttpRequest

# By this hidden field a form with words says whose they are (`templates/_typed_by.html`).
TYPED_BY = "typed_by"
SALT = "words that are given back"
# Longer than the longest row; more is not carried through a sign-in.
MOST_BYTES = 2 * 1024 * 1024
SECONDS_KEPT = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class PostedWords:
    """The address of a form, its fields in their order, and the mark of the account that typed."""

    address: str
    fields: tuple[tuple[str, str], ...]
    by: str

    @property
    def shown(self) -> list[tuple[str, str]]:
        """The fields that hold a person's words: the others are numbers and marks of the form."""
        return [(name, value) for name, value in self.fields if not value.isascii()]

    @property
    def unshown(self) -> list[tuple[str, str]]:
        """The other fields."""
        return [(name, value) for name, value in self.fields if value.isascii()]


def posted_words(request: HttpRequest) -> PostedWords | None:
    """What a page of ours has posted, or None where nothing may be given back.

    Nothing is given back of what another site has posted (a click would then do its will), of forms
    with a file, or of more than `MOST_BYTES`; passwords are left out.
    """
    length = request.META.get("CONTENT_LENGTH") or "0"
    came_from_here = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    if request.method != "POST" or not came_from_here or "HX-Request" in request.headers:
        return None
    if int(length) > MOST_BYTES or request.FILES or not request.POST.get(TYPED_BY):
        return None
    return PostedWords(
        address=request.get_full_path(),
        fields=tuple(
            (name, str(value))
            for name, values in request.POST.lists()
            if name != "csrfmiddlewaretoken" and "password" not in name
            for value in values
        ),
        by=request.POST[TYPED_BY],
    )


def seal(words: PostedWords) -> str:
    """Write the words so that nobody can change them on their way through the sign-in."""
    return signing.dumps([words.address, words.fields, words.by], salt=SALT, compress=True)


def unseal(sealed: str) -> PostedWords | None:
    """Read what `seal` has written within a day; None for anything else."""
    try:
        address, fields, by = signing.loads(sealed, salt=SALT, max_age=SECONDS_KEPT)
    except signing.BadSignature:
        return None
    return PostedWords(address, tuple((name, value) for name, value in fields), by)
