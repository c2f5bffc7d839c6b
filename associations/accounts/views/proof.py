"""The part of a page that asks who one is before a deed, where the last proof is not fresh."""

from dataclasses import dataclass
from typing import Final

from allauth.account.adapter import get_adapter
from django.http import HttpResponseRedirect

from associations.accounts.authentication import ask_for_proof, needs_fresh_proof
from associations.accounts.forms import ProofForm
from associations.models import User
from associations.offices.queries import Request

# In the session: what was typed before the person went to prove who they are.
_KEPT: Final = "words_before_proof"


@dataclass(frozen=True)
class ProofPart:
    """What `account/_proof.html` draws inside the form of the deed.

    Nothing `is_owed` while the last proof is fresh. `form` takes the password, where there is one;
    `has_others`: a code, a key of a device (`authentication.ask_for_proof`), which the button
    `prove` asks for.
    """

    is_owed: bool = False
    form: ProofForm | None = None
    has_others: bool = False

    @property
    def has_others_alone(self) -> bool:
        """Whether it is asked on a page of its own, for there is no password."""
        return self.form is None and self.has_others

    @property
    def is_impossible(self) -> bool:
        """Whether the account has nothing to prove by."""
        return self.is_owed and self.form is None and not self.has_others

    def is_given(self) -> bool:
        """Whether the deed may go on; what is sent and right is kept in the session."""
        return not self.is_owed or (self.form is not None and self.form.is_valid())


def proof_part(request: Request) -> ProofPart:
    """What is asked of the signed-in person now (at most 1 query); bound to what they sent."""
    if not needs_fresh_proof(request):
        return ProofPart()
    user = request.user
    has_password = isinstance(user, User) and user.has_usable_password()
    sent = request.POST if request.method == "POST" else None
    ways = get_adapter().get_reauthentication_methods(user)
    return ProofPart(
        is_owed=True,
        form=ProofForm(sent, request=request) if has_password else None,
        has_others=len(ways) > has_password,
    )


def lead_to_proof(
    request: Request, proof: ProofPart, fields: tuple[str, ...] = (), back_to: str = ""
) -> HttpResponseRedirect | None:
    """To the page that asks for a code or a key, where the sent form needs it; None if not.

    The `fields` that were typed wait in the session for `words_before_proof`. From there it leads
    `back_to` an address, or to this one.
    """
    if "prove" not in request.POST and not (proof.is_owed and proof.has_others_alone):
        return None
    words = {name: request.POST[name] for name in fields if name in request.POST}
    request.session[_KEPT] = {"path": request.path, "words": words}
    return ask_for_proof(request, back_to)


def words_before_proof(request: Request) -> dict[str, str]:
    """What was typed on this page before its reader went to prove who they are."""
    kept = request.session.get(_KEPT, {})
    return dict(kept["words"]) if kept.get("path") == request.path else {}


def forget_words_before_proof(request: Request) -> None:
    """What was typed is written: it is not offered again."""
    request.session.pop(_KEPT, None)
