"""OAuth2 tokens: those of the issuer, for us, in time; and no trick around it."""

from __future__ import annotations

import base64
import json
import time

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from service.access.keyset import KeySet
from service.access.tokens import Tokens
from service.errors import AuthorityError, UnauthenticatedError
from tests.service.access.conftest import AUDIENCE, ISSUER, public_jwk


@pytest.fixture
def tokens(jwks):
    return Tokens(KeySet(str(jwks)), issuer=ISSUER, audience=AUDIENCE, tenant_claim="tenant")


def test_a_good_token_names_tenant_and_client(tokens, token):
    assert tokens.identify(token()).principal.tenant == "mairie"
    assert tokens.identify(token()).principal.client == "user-1"
    assert tokens.identify(token(azp="app")).principal.client == "app"
    assert tokens.identify(token(azp="app", client_id="c")).principal.client == "c"
    assert tokens.identify(token(aud=["other", AUDIENCE], kid=None)).principal.client == "user-1"


def test_two_tenants_clients_of_one_name_are_counted_apart(tokens, token):
    one, other = tokens.identify(token()), tokens.identify(token(tenant="autre"))
    assert one.counted_as != other.counted_as


@pytest.mark.parametrize(
    "changes",
    [
        {"exp": int(time.time()) - 3600},
        {"exp": None},
        {"nbf": int(time.time()) + 3600},
        {"iss": "https://evil.example"},
        {"iss": None},
        {"aud": "another-service"},
        {"aud": None},
        {"tenant": None},
        {"tenant": 7},
        {"tenant": "a\nb"},
        {"sub": None},
        {"kid": "unknown"},
    ],
)
def test_tokens_that_are_not_good(tokens, token, changes):
    with pytest.raises(UnauthenticatedError):
        tokens.identify(token(**changes))


def test_a_token_signed_by_another(tokens, token):
    other = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    with pytest.raises(UnauthenticatedError):
        tokens.identify(token(key=other))


def test_unsigned_and_symmetric_tokens(tokens, token, signing_key):
    header, claims, _ = token().split(".")
    none = base64.urlsafe_b64encode(b'{"alg":"none","kid":"k1"}').rstrip(b"=").decode()
    public = signing_key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    # the public key taken for a shared secret, which PyJWT itself refuses to sign with
    key = jwt.api_jws.PyJWS()
    key._algorithms["HS256"] = type(
        "Lax", (jwt.algorithms.HMACAlgorithm,), {"prepare_key": lambda self, key: key}
    )(jwt.algorithms.HMACAlgorithm.SHA256)
    payload = base64.urlsafe_b64decode(claims + "=" * (-len(claims) % 4))
    symmetric = key.encode(payload, public, algorithm="HS256", headers={"kid": "k1"})
    for trick in (f"{none}.{claims}.", f"{header}.{claims}.", symmetric, "", "a.b.c", "é"):
        with pytest.raises(UnauthenticatedError):
            tokens.identify(trick)


def test_a_shared_secret_among_the_keys_is_not_one_of_them(tmp_path, token):
    path = tmp_path / "shared.json"
    secret = base64.urlsafe_b64encode(b"s" * 64).rstrip(b"=").decode()
    path.write_text(
        json.dumps({"keys": [{"kty": "oct", "kid": "k1", "k": secret}]}), encoding="utf-8"
    )
    tokens = Tokens(KeySet(str(path)), issuer=ISSUER, audience=AUDIENCE, tenant_claim="tenant")
    with pytest.raises(UnauthenticatedError):
        tokens.identify(token(key=b"s" * 64, algorithm="HS256"))


def test_elliptic_keys_and_keys_that_name_their_algorithm(tmp_path, token, signing_key):
    elliptic = ec.generate_private_key(ec.SECP256R1())
    jwk = jwt.algorithms.ECAlgorithm.to_jwk(elliptic.public_key(), as_dict=True)
    path = tmp_path / "more.json"
    path.write_text(
        json.dumps({"keys": [jwk | {"kid": "ec"}, public_jwk(signing_key, "pss", alg="PS256")]}),
        encoding="utf-8",
    )
    tokens = Tokens(KeySet(str(path)), issuer=ISSUER, audience=AUDIENCE, tenant_claim="tenant")
    assert tokens.identify(token(key=elliptic, algorithm="ES256", kid="ec"))
    assert tokens.identify(token(algorithm="PS256", kid="pss"))
    with pytest.raises(UnauthenticatedError):
        tokens.identify(token(algorithm="RS256", kid="pss"))


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


def test_new_keys_are_found_but_the_issuer_is_not_asked_for_every_made_up_one(jwks, signing_key):
    clock = Clock()
    keys = KeySet(str(jwks), lifetime_s=3600, pause_s=30, clock=clock)
    assert keys.find("k1")
    jwks.write_text(json.dumps({"keys": [public_jwk(signing_key, "k2")]}), encoding="utf-8")
    clock.now = 29
    assert keys.find("k2") is None  # too soon to ask again
    clock.now = 30
    assert keys.find("k2")
    assert keys.find("k1") is None


def test_keys_from_before_hold_while_new_ones_cannot_be_had(jwks):
    clock = Clock()
    keys = KeySet(str(jwks), lifetime_s=100, clock=clock)
    assert keys.find("k1")
    jwks.write_text("not JSON", encoding="utf-8")
    clock.now = 200
    assert keys.find("k1")
    jwks.unlink()
    clock.now = 400
    assert keys.find("k1")


def test_without_any_keys_nobody_can_be_told_apart(tmp_path, token, serving):
    missing = tmp_path / "missing.json"
    with pytest.raises(AuthorityError):
        KeySet(str(missing)).find("k1")
    with serving(jwks=str(missing), issuer=ISSUER, audience=AUDIENCE) as client:
        answer = client.get("/v1/model", headers={"authorization": f"Bearer {token()}"})
    assert answer.status_code == 503
    assert answer.headers["retry-after"]


def test_a_service_with_keys_and_tokens(serving, jwks, token, keys):
    _, key = keys.create("mairie", "logiciel")
    with serving(jwks=str(jwks), issuer=ISSUER, audience=AUDIENCE) as client:
        for good in (key, token()):
            answer = client.get("/v1/model", headers={"authorization": f"Bearer {good}"})
            assert answer.status_code == 200
        bad = client.get("/v1/model", headers={"authorization": f"Bearer {token(aud='x')}"})
    assert bad.status_code == 401
    assert 'error="invalid_token"' in bad.headers["www-authenticate"]


def test_keys_at_an_address(httpd_jwks, token):
    tokens = Tokens(KeySet(httpd_jwks), issuer=ISSUER, audience=AUDIENCE, tenant_claim="tenant")
    assert tokens.identify(token()).principal.tenant == "mairie"


@pytest.fixture
def httpd_jwks(jwks):
    import threading
    from functools import partial
    from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    handler = partial(Quiet, directory=str(jwks.parent))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/{jwks.name}"
        server.shutdown()
