"""Told to stop, the service answers what it has begun and takes nothing new."""

from __future__ import annotations

import os
import signal
import socket
from contextlib import suppress

import httpx2
import psutil
import pytest

from bench.running import HOST
from tests.waiting import PATIENCE_S, wait_until


def is_reading(service) -> bool:
    return "bleuet_admitted_requests 1.0" in service.get("/metrics")[1]


def takes_connections(service) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((HOST, service.port)) == 0


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_a_scan_that_is_being_read_gets_its_answer(start, send, long_scan, told):
    with start(BLEUET_SERVICE_SHUTDOWN_S=str(PATIENCE_S)) as service:
        (reader,) = service.readers()
        scan = send(service, long_scan(2), waiting=False)
        wait_until(lambda: is_reading(service), "the scan is being read")
        os.killpg(service.process.pid, told)  # the reading process too, as service managers do
        wait_until(lambda: not takes_connections(service), "no more connections")
        assert not scan.done()
        result = scan.result(PATIENCE_S)
        assert result.status_code == 200
        assert result.json()["fields"]["invoice_number"]["value"] == "FA-2025-0147"
        assert service.process.wait(PATIENCE_S) == 0
        wait_until(lambda: not psutil.pid_exists(reader.pid), "the reading process is gone")


def test_what_takes_too_long_is_given_up(start, send, samples):
    with start(BLEUET_SERVICE_SHUTDOWN_S="0") as service:
        (reader,) = service.readers()
        scan = send(service, samples / "facture-scan.pdf", waiting=False)
        wait_until(lambda: is_reading(service), "the scan is being read")
        assert service.stop(within_s=PATIENCE_S) == 0
        with suppress(httpx2.TransportError):  # cut off, or told so
            assert scan.result(PATIENCE_S).status_code >= 500
        wait_until(lambda: not psutil.pid_exists(reader.pid), "the reading process is gone")


def test_nothing_of_documents_is_left_on_disk(start, send, samples, tmp_path):
    spool = tmp_path / "spool"
    spool.mkdir()
    with start(BLEUET_SERVICE_SPOOL_DIR=str(spool)) as service:
        assert send(service, samples / "facture.pdf").status_code == 200
        assert service.stop(within_s=PATIENCE_S) == 0
    assert list(spool.iterdir()) == []
