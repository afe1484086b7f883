"""How often a caller may call."""

from __future__ import annotations

import pytest

from service.access.principal import Identity, Principal
from service.access.rates import Rates
from service.errors import RateLimitedError


def identity(name, rate=None):
    return Identity(Principal("t", name), name, rate)


def test_each_caller_has_its_own_count_and_may_have_its_own_rate():
    rates = Rates("2/minute")
    rates.count(identity("a"))
    rates.count(identity("a"))
    with pytest.raises(RateLimitedError) as caught:
        rates.count(identity("a"))
    assert 55 <= caught.value.retry_after_s <= 60
    rates.count(identity("b"))
    rates.count(identity("c", "1/hour"))
    with pytest.raises(RateLimitedError):
        rates.count(identity("c", "1/hour"))


def test_services_count_together_by_redis(redis):
    address = redis.new_url()
    one, other = Rates("2/minute", address), Rates("2/minute", address)
    one.count(identity("a"))
    other.count(identity("a"))
    for rates in (one, other):
        with pytest.raises(RateLimitedError) as caught:
            rates.count(identity("a"))
        assert 50 <= caught.value.retry_after_s <= 60
    Rates("2/minute", redis.new_url()).count(identity("a"))


def test_no_rate():
    rates = Rates(None)
    for _ in range(100):
        rates.count(identity("a"))


def test_a_count_that_cannot_be_had_keeps_nobody_out():
    # nothing listens there
    Rates("1/hour", "redis://127.0.0.1:1/0").count(identity("a"))


def test_one_too_many_is_told_when_to_come_again(serving, keys):
    _, key = keys.create("mairie", "logiciel")
    _, other = keys.create("mairie", "autre")

    with serving(rate="2/minute") as client:
        headers = {"x-api-key": key, "content-type": "application/pdf"}
        for _ in range(2):
            assert client.post("/v1/prefill", content=b"fine", headers=headers).status_code == 200
        answer = client.post("/v1/prefill", content=b"fine", headers=headers)
        assert client.get("/v1/model", headers={"x-api-key": other}).status_code == 200
    assert answer.status_code == 429
    assert answer.json()["type"] == "access.rate_limited"
    assert 55 <= int(answer.headers["retry-after"]) <= 60
    assert answer.headers["ratelimit-policy"] == '"caller";q=2;w=60'
    assert answer.headers["ratelimit"] == f'"caller";r=0;t={answer.headers["retry-after"]}'


def test_a_request_counts_once_also_where_its_body_is_read_before_its_dependencies(serving, keys):
    _, key = keys.create("mairie", "logiciel")
    with serving(rate="2/minute") as client:
        statuses = [
            client.post("/v1/corrections", json={}, headers={"x-api-key": key}).status_code
            for _ in range(3)
        ]
    assert statuses == [400, 400, 429]


def test_an_open_service_counts_only_if_told_to(serving):
    with serving(host="127.0.0.1", base_url="http://localhost") as client:
        statuses = {client.get("/v1/model").status_code for _ in range(5)}
        assert statuses == {200}
    with serving(host="127.0.0.1", base_url="http://localhost", rate="2/minute") as client:
        assert [client.get("/v1/model").status_code for _ in range(3)] == [200, 200, 429]
