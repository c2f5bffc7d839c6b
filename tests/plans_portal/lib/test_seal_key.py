"""The key of the seals: what it signs is known by its public half, and nothing else is."""

import pytest

from plans_portal.lib import seal_key

DIGEST = "a1" * 32


def test_signature_is_known_by_the_public_key():
    signature = seal_key.sign(DIGEST)
    assert seal_key.is_signed(DIGEST, signature, seal_key.public_key())
    assert not seal_key.is_signed("b2" * 32, signature, seal_key.public_key())
    assert not seal_key.is_signed(DIGEST, "00" * 64, seal_key.public_key())


@pytest.mark.parametrize("nonsense", ["", "слово", "abc"])
def test_nonsense_is_no_signature(nonsense):
    assert not seal_key.is_signed(DIGEST, nonsense, seal_key.public_key())


def test_key_of_a_stranger_is_not_believed(settings):
    settings.SEAL_KEY = "77" * 32
    key, signature = seal_key.public_key(), seal_key.sign(DIGEST)
    settings.SEAL_KEY = "5e" * 32
    assert not seal_key.is_signed(DIGEST, signature, key)
    settings.SEAL_KEYS_BEFORE = [key]
    assert seal_key.is_signed(DIGEST, signature, key)


def test_row_is_sealed_by_its_hash_and_by_no_other_key(settings):
    seal = seal_key.seal_row(DIGEST)
    assert seal_key.is_sealed_row(DIGEST, seal)
    # Neither a row for the end of a chain, nor the other way round.
    assert not seal_key.is_sealed_row(DIGEST, seal_key.sign(DIGEST))
    assert not seal_key.is_signed(DIGEST, seal, seal_key.public_key())
    for nonsense in ("", "слово", "00" * 64):
        assert not seal_key.is_sealed_row(DIGEST, nonsense)
    before = seal_key.public_key()
    settings.SEAL_KEY = "77" * 32
    assert not seal_key.is_sealed_row(DIGEST, seal)
    settings.SEAL_KEYS_BEFORE = [before]
    assert seal_key.is_sealed_row(DIGEST, seal)
