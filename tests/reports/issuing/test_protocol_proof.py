"""The parts of a protocol that prove it: files to check, and the seal."""

import hashlib

from events.models import Signature
from events.signoff.rules.sealing import seal_chains
from reports.issuing.protocol_proof import (
    CONTENT_FILE,
    RECORD_FILE,
    attached_files,
    record_part,
    rules_part,
    seal_over,
    seal_part,
)
from tests.plans import make_plan


def approval(cast) -> Signature:
    plan = make_plan("omo-directions", "approved", association=cast.association, rows=1)
    return Signature.objects.get(plan=plan, decision="approved")


def words(part) -> dict[str, str]:
    return {fact.label: fact.words.replace("\u00a0", " ") for fact in part.facts}


def test_files_have_the_hashes_that_are_printed(cast):
    signature = approval(cast)
    files = attached_files(signature, signature.edition)
    hashes = {one.name: hashlib.sha256(one.data).hexdigest() for one in files}
    assert hashes == {RECORD_FILE: signature.hash, CONTENT_FILE: signature.edition.sha256}
    assert [one.name for one in attached_files(signature, None)] == [RECORD_FILE]
    said = words(record_part(signature))
    assert (said["Хеш записи"], said["Хеш предыдущей"]) == (signature.hash, signature.previous)


def test_seal_that_covers_the_record_is_named(cast):
    signature, by = approval(cast), cast.actor("methodist")
    assert seal_over(signature) is None
    assert "ещё не опечатаны" in words(seal_part(signature))["Печать"]
    seal = seal_chains(institution=cast.institution, by=by)
    assert seal_over(signature) == seal
    said = words(seal_part(signature))
    assert said["Печать"].startswith("№ 1 от ")
    assert said["Контрольная сумма"] == seal.digest
    assert said["Подпись печати (Ed25519)"] == "верна"


def test_signature_from_before_the_rules_says_so(cast):
    assert "правил в портале ещё не было" in words(rules_part(approval(cast)))["Версия"]
