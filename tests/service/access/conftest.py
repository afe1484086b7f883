"""Services that ask who calls."""

from __future__ import annotations

import json
import time
from contextlib import contextmanager

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from fastapi.testclient import TestClient

from service.access import ApiKeys
from service.app import create_app
from service.settings import AccessSettings, StorageSettings
from service.storage import Database

ISSUER, AUDIENCE = "https://identite.example.fr", "bleuet"


@pytest.fixture(scope="session")
def signing_key():
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def public_jwk(private, kid="k1", **more):
    jwk = jwt.algorithms.RSAAlgorithm.to_jwk(private.public_key(), as_dict=True)
    return {**jwk, "kid": kid, "use": "sig", **more}


@pytest.fixture
def jwks(tmp_path, signing_key):
    path = tmp_path / "jwks.json"
    path.write_text(json.dumps({"keys": [public_jwk(signing_key)]}), encoding="utf-8")
    return path


@pytest.fixture
def token(signing_key):
    """Signs claims: good ones, changed by what is given; None leaves a claim out."""

    def sign(key=signing_key, algorithm="RS256", kid="k1", **changes):
        claims = {
            "iss": ISSUER,
            "aud": AUDIENCE,
            "exp": int(time.time()) + 300,
            "sub": "user-1",
            "tenant": "mairie",
            **changes,
        }
        claims = {name: value for name, value in claims.items() if value is not None}
        return jwt.encode(claims, key, algorithm=algorithm, headers={"kid": kid} if kid else {})

    return sign


@pytest.fixture
def database():
    opened = Database(StorageSettings().url)
    opened.migrate()
    yield opened
    opened.close()


@pytest.fixture
def keys(database):
    return ApiKeys(database)


@pytest.fixture
def serving(fake_extractor):
    """Opens a client on a service with given settings of access."""

    @contextmanager
    def open_client(*, host="0.0.0.0", base_url="http://testserver", **settings):
        access = AccessSettings(**{"mode": "auto", **settings})
        app = create_app(fake_extractor, host=host, access_settings=access)
        with TestClient(app, base_url=base_url, raise_server_exceptions=False) as client:
            yield client

    return open_client
