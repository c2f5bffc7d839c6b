"""The letter to a substitute: whom they act for, and until when."""

from django.utils.formats import date_format

from associations.letters.rules.writing import Words, write_letter
from associations.models import Letter, Substitution, User
from associations.vocabulary import LetterKind


def write_to_substitute(substitution: Substitution) -> Letter | None:
    """Write to who was appointed a substitute; None where they have no account."""
    person, office = substitution.person, substitution.office
    user = User.objects.filter(person=person, is_active=True, is_superuser=False).first()
    if user is None:
        return None
    since, until = (
        date_format(day, "j E Y\u00a0г.") for day in (substitution.since, substitution.until)
    )
    what = (
        f"С {since} по {until} вы решаете в портале планов вместо: {office.person.short_name},"
        f" {office.position} ({office.place}). Вы подписываете"
        f" «{substitution.get_manner_display()}», основание: {substitution.basis}."
    )
    then = (
        "Планы, которые ждут решения, появятся на вашем столе в первый день замещения. О новых"
        " портал напишет."
    )
    greeting = f"Здравствуйте, {person.first_name} {person.middle_name}".strip() + "!"
    words = Words(
        f"Вы замещаете: {office.person.short_name}",
        (greeting, what, then),
        "Открыть «Мой стол»",
        "/",
    )
    return write_letter(
        kind=LetterKind.SUBSTITUTED, to=user, words=words, institution=person.institution
    )
