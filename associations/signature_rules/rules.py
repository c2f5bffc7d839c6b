"""Puts rules of electronic signature in force, and records who accepted them."""

from typing import Final

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from associations.actor import Actor, require_staff, signed_in
from associations.directory.rules import lock_institution
from associations.journal.rules import Origin, note
from associations.models import Institution, RulesAcceptance, SignatureRules
from associations.signature_rules.queries import rules_in_force
from associations.vocabulary import JournalAction
from plans_portal.lib.chain import append
from plans_portal.lib.characters import normalize_characters

REPLACED: Final = "Пока вы читали, институт ввёл новую версию правил. Прочитайте и примите её."


@transaction.atomic
def publish_rules(
    *, institution: Institution, text: str, expected_version: int, by: Actor
) -> SignatureRules:
    """Put the text in force as the next version; everybody accepts it before the next signature.

    `expected_version` is the version that the form was opened with, 0 for none.

    Raises:
        PermissionDenied: the actor is no staff of this institution.
        ValidationError: no text, the same text, or another version was put in force meanwhile.

    """
    require_staff(by, institution.pk)
    lock_institution(institution.pk)
    before = rules_in_force(institution.pk)
    version = before.version if before else 0
    if version != expected_version:
        raise ValidationError(
            f"Пока вы правили, введена версия {version}. Сравните её со своей и отправьте снова.",
            code="stale",
        )
    text = normalize_characters(text).replace("\r\n", "\n").strip()
    if before and before.text == text:
        raise ValidationError({"text": f"Слова те же, что в версии {version}: менять нечего."})
    rules = SignatureRules(
        institution=institution,
        version=version + 1,
        text=text,
        published_at=timezone.now(),
        published_by_id=signed_in(by),
        published_by_name=by.name,
    )
    append(rules, clean=True)
    words = f"Введена версия {rules.version} правил электронной подписи."
    note(action=JournalAction.RULES, words=words, institution_id=institution.pk, by=by)
    return rules


@transaction.atomic
def accept_rules(
    *, rules: SignatureRules, ip: str | None = None, user_agent: str = "", by: Actor
) -> RulesAcceptance:
    """Record that the actor accepts the rules in force; a second time changes nothing.

    Raises:
        PermissionDenied: the actor is no person of this institution.
        ValidationError: a later version is in force.

    """
    if by.person_id is None or rules.institution_id not in by.institution_ids:
        raise PermissionDenied("Правила принимает тот, кто подписывает планы института.")
    lock_institution(rules.institution_id)
    newest = rules_in_force(rules.institution_id)
    if newest is None or newest.pk != rules.pk:
        raise ValidationError(REPLACED, code="stale")
    accepted = rules.acceptances.filter(person=by.person_id).first()
    if accepted is not None:
        return accepted
    acceptance = append(
        RulesAcceptance(
            rules=rules,
            person_id=by.person_id,
            user_id=signed_in(by),
            name=by.full_name,
            at=timezone.now(),
            ip=ip,
            user_agent=user_agent[:300],
        )
    )
    note(
        action=JournalAction.RULES,
        words=f"Принята версия {rules.version} правил электронной подписи.",
        institution_id=rules.institution_id,
        about_id=by.user_id,
        origin=Origin(ip, user_agent),
        by=by,
    )
    return acceptance
