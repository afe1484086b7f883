"""Whose a job is, and the keys by which its owner knows it again."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from fastapi import Request

from service.access import Principal
from service.api.dependencies import caller_of
from service.settings import JobSettings
from tests.service.jobs.depositing import IDLE, PDF, deposit


class TestTenants:
    @pytest.fixture
    def client(self, serve):
        with serve(jobs=IDLE) as client:

            async def from_header(request: Request) -> Principal:
                tenant = request.headers["x-tenant"]
                return Principal(tenant, tenant)

            client.app.dependency_overrides[caller_of] = from_header
            yield client

    def test_see_only_their_own(self, client):
        location = deposit(client, **{"x-tenant": "one"}).headers["location"]
        assert client.get(location, headers={"x-tenant": "one"}).status_code == 200
        for method, path in (
            ("get", location),
            ("get", location + "/results"),
            ("delete", location),
        ):
            answer = client.request(method, path, headers={"x-tenant": "two"})
            assert answer.status_code == 404
            assert answer.json()["type"] == "job.unknown"
        assert client.get(location, headers={"x-tenant": "one"}).status_code == 200

    def test_have_keys_of_their_own(self, client):
        first, second = (
            deposit(client, **{"x-tenant": tenant, "idempotency-key": "k"}).json()["id"]
            for tenant in ("one", "two")
        )
        assert first != second


class TestIdempotency:
    @pytest.fixture
    def client(self, serve):
        with serve(jobs=IDLE) as client:
            yield client

    def test_the_same_key_and_content_is_the_same_job(self, client):
        first = deposit(client, **{"idempotency-key": '"k 1"'})
        again = deposit(client, **{"idempotency-key": '"k 1"'})
        assert again.headers["location"] == first.headers["location"]
        other = deposit(client, **{"idempotency-key": "k2"})
        assert other.headers["location"] != first.headers["location"]
        assert deposit(client).headers["location"] != deposit(client).headers["location"]

    def test_the_same_key_with_other_content_is_a_conflict(self, client):
        deposit(client, **{"idempotency-key": "k"})
        answer = client.post("/v1/jobs", content=b"else", headers=PDF | {"idempotency-key": "k"})
        assert answer.status_code == 422
        assert answer.json()["type"] == "idempotency.conflict"

    def test_a_forgotten_job_frees_its_key(self, client):
        first = deposit(client, **{"idempotency-key": "k"}).headers["location"]
        client.delete(first)
        assert deposit(client, b"else", **{"idempotency-key": "k"}).headers["location"] != first

    def test_a_key_that_is_none(self, client):
        for key in ("", '""', '"open', "x" * 256, "a b"):
            headers = PDF | {"idempotency-key": key}
            answer = client.post("/v1/jobs", content=b"fine", headers=headers)
            assert answer.status_code == 400
            assert answer.json()["type"] == "request.malformed"

    def test_at_once(self, client, storage, monkeypatch):
        """None sees the others' job before it has made its own, and one job comes of it."""
        kept = type(client.app.state.parts.jobs.store)
        together = threading.Barrier(2)
        find = kept.find_by_key

        def find_together(self, tenant, key):
            found = find(self, tenant, key)
            if found is None:
                together.wait(10)
            return found

        monkeypatch.setattr(kept, "find_by_key", find_together)
        with ThreadPoolExecutor(2) as pool:
            answers = [pool.submit(deposit, client, **{"idempotency-key": "k"}) for _ in range(2)]
            assert len({a.result().headers["location"] for a in answers}) == 1
        assert len(list((storage.folder / "jobs").glob("*/000001"))) == 1


def test_no_tenant_can_fill_the_house(serve):
    with serve(jobs=JobSettings(in_service=False, unfinished=2)) as client:
        kept = deposit(client, **{"idempotency-key": "k"}).headers["location"]
        deposit(client)
        answer = client.post("/v1/jobs", content=b"fine", headers=PDF)
        assert answer.status_code == 429
        assert int(answer.headers["retry-after"]) > 0
        assert deposit(client, **{"idempotency-key": "k"}).headers["location"] == kept
        client.delete(kept)
        deposit(client)
