"""Keys given out, kept as hashes, taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text

from service.access.keys import KEY_PREFIX, generate_key
from service.storage.base import now


def test_a_key_has_256_random_bits():
    made = {generate_key() for _ in range(100)}
    assert len(made) == 100
    # 32 bytes in Base64 without padding
    assert all(key.startswith(KEY_PREFIX) and len(key) == len(KEY_PREFIX) + 43 for key in made)


def test_a_key_is_known_by_its_holder_only(keys, database):
    kept, key = keys.create("mairie", "logiciel")
    assert keys.identify(key).principal.tenant == "mairie"
    assert keys.identify(key + "x") is None
    assert keys.identify(key[:-1]) is None
    assert keys.identify("") is None
    with database.engine.connect() as connection:
        row = connection.execute(text("select * from api_keys")).one()
    assert key not in str(row)
    assert kept.hash in str(row)


def test_revoked_and_expired_keys_open_nothing(keys):
    kept, key = keys.create("mairie", "logiciel")
    assert keys.any_good()
    assert keys.revoke(kept.id)
    revoked_at = keys.all()[0].revoked
    assert keys.identify(key) is None
    assert keys.revoke(kept.id)
    assert keys.all()[0].revoked == revoked_at
    assert not keys.revoke(99)

    _, expired = keys.create("mairie", "ancien", expires=now() - timedelta(seconds=1))
    assert keys.identify(expired) is None
    assert not keys.any_good()
    _, valid = keys.create("mairie", "neuf", expires=now() + timedelta(days=1))
    assert keys.identify(valid) is not None


@pytest.mark.parametrize(
    ("tenant", "name", "rate"),
    [("", "a", None), ("a b", "a", None), ("a" * 65, "a", None), ("a", "", None), ("a", "a", "x")],
)
def test_impossible_keys(keys, tenant, name, rate):
    with pytest.raises(ValueError, match=r"possible|caractères"):
        keys.create(tenant, name, rate=rate)
    assert keys.all() == []
