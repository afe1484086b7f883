"""A document that takes too much costs its own request and no other."""

from __future__ import annotations

import io

from PIL import Image

from bench.soak.__main__ import GROWTH, good_documents
from bench.soak.rounds import soak
from tests.waiting import PATIENCE_S


def large_picture(side: int = 7600) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (side, side), "white").save(out, "JPEG")
    return out.getvalue()


def restarts(service) -> list[str]:
    lines = service.get("/metrics")[1].splitlines()
    return [line for line in lines if line.startswith("bleuet_worker_restarts_total")]


def is_right(answer) -> bool:
    assert answer.status_code == 200, answer.text
    return answer.json()["fields"]["total_gross"]["value"] == "2062.80"


def test_one_that_needs_too_much_memory(start, send, samples):
    good = samples / "facture.pdf"
    with start(workers=2, BLEUET_SERVICE_WORKER_MEMORY_MB="512") as service:
        greedy = send(service, large_picture(), waiting=False)
        assert is_right(send(service, good))
        answer = greedy.result(PATIENCE_S)
        assert answer.status_code == 422
        assert answer.json()["type"] == "processing.memory"
        assert all(is_right(send(service, good)) for _ in range(4))
        assert len(service.readers()) == 2


def test_one_that_does_not_come_to_an_end(start, send, samples, long_scan):
    good = samples / "facture.pdf"
    limits = {"BLEUET_LIMIT_TIMEOUT_S": "3", "BLEUET_SERVICE_GRACE_S": "0"}
    with start(workers=2, **limits) as service:
        before = {reader.pid for reader in service.readers()}
        hanging = send(service, long_scan(12), waiting=False)
        assert is_right(send(service, good))
        answer = hanging.result(PATIENCE_S)
        assert answer.status_code == 504
        assert answer.json()["type"] == "processing.timeout"
        assert all(is_right(send(service, good)) for _ in range(4))
        assert restarts(service) == ['bleuet_worker_restarts_total{reason="timeout"} 1.0']
        assert len(before & {reader.pid for reader in service.readers()}) == 1


def test_one_whose_process_dies(start, send, samples, long_scan):
    good = samples / "facture.pdf"
    with start(workers=1) as service:
        dying = send(service, long_scan(12), waiting=False)
        (reader,) = service.readers()
        while "bleuet_admitted_requests 1.0" not in service.get("/metrics")[1]:
            assert not dying.done()
        reader.kill()
        assert dying.result(PATIENCE_S).json()["type"] == "processing.memory"
        assert is_right(send(service, good))
        assert restarts(service) == ['bleuet_worker_restarts_total{reason="died"} 1.0']


def test_hostile_files_cost_good_ones_nothing(start):
    with start(workers=2) as service:
        soaked = soak(service, good_documents()[:1], hostile_files=21)
    assert soaked.wrong == []
    assert soaked.astray == []
    assert (soaked.good, soaked.hostile) == (42, 21)
    # twice what `make soak` allows, since so few files do not yet bring it to its full size
    assert abs(soaked.growth) <= 2 * GROWTH
