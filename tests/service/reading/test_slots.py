"""Reading processes: replaced when they hang or die, and never lost."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import time

import pytest

from extractor.errors import (
    ArtefactError,
    EncryptedPdfError,
    PageNotFoundError,
    ProcessingMemoryError,
    ProcessingTimeoutError,
)
from service.errors import NotReadyError
from service.reading import ProcessReader, processes, slots, worker
from service.reading.outcomes import Upload


class Moody:
    model_version = "moody-1"

    def __init__(self, calm) -> None:
        self._calm = calm

    def warm_up(self) -> None:
        pass

    def extract(self, data: bytes):
        if data == b"hang":
            time.sleep(60)
        if data == b"die":
            os.kill(os.getpid(), signal.SIGKILL)
        return self._calm.extract(data)

    def render_page(self, data: bytes, number: int, width_px: int) -> bytes:
        return self._calm.render_page(data, number, width_px)


@pytest.fixture
def fast_processes(monkeypatch):
    """Has reading processes read with an extractor of the test's, and start quickly."""

    def read_with(extractor) -> None:
        fork = multiprocessing.get_context("fork")
        monkeypatch.setattr(processes.multiprocessing, "get_context", lambda _: fork)
        monkeypatch.setattr(worker, "loaded_extractor", lambda: extractor)

    return read_with


@pytest.fixture
def read(fast_processes, fake_extractor, tmp_path):
    """Reads documents one after the other with one process of a reader."""
    fast_processes(Moody(fake_extractor))

    async def read_all(*documents: bytes):
        reader = ProcessReader(workers=1, time_limit_s=3)
        await reader.open()
        outcomes = []
        try:
            for data in documents:
                path = tmp_path / "a"
                path.write_bytes(data)
                try:
                    outcome = await reader.read(Upload("a", path, len(data)))
                    outcomes.append(outcome.result()["status"])
                except Exception as error:
                    outcomes.append(type(error))
            outcomes.append(reader.model_version)
        finally:
            await reader.close()
        return outcomes

    return lambda *documents: asyncio.run(read_all(*documents))


def test_documents_are_read(read):
    assert read(b"fine", b"fine") == ["ok", "ok", "moody-1"]


def test_errors_of_ours_cross_the_process_boundary(read):
    assert read(b"encrypted", b"fine") == [EncryptedPdfError, "ok", "moody-1"]


def test_a_process_that_hangs_is_ended_and_replaced(read):
    assert read(b"hang", b"fine") == [ProcessingTimeoutError, "ok", "moody-1"]


def test_a_process_that_dies_is_replaced(read):
    assert read(b"die", b"fine") == [ProcessingMemoryError, "ok", "moody-1"]


def test_a_process_that_is_killed_between_two_documents_costs_neither(
    fast_processes, fake_extractor, tmp_path
):
    fast_processes(Moody(fake_extractor))
    reasons = []

    async def read_kill_read():
        reader = ProcessReader(workers=1, time_limit_s=5, restarted=reasons.append)
        await reader.open()
        path = tmp_path / "a"
        path.write_bytes(b"fine")
        try:
            await reader.read(Upload("a", path, 4))
            (child,) = multiprocessing.active_children()
            child.kill()
            child.join()
            return (await reader.read(Upload("a", path, 4))).result()["status"]
        finally:
            await reader.close()

    assert asyncio.run(read_kill_read()) == "ok"
    assert reasons == ["died"]
    assert multiprocessing.active_children() == []


def test_without_a_model_every_document_is_told_so(read, monkeypatch):
    def no_model():
        raise ArtefactError("gone")

    monkeypatch.setattr(worker, "loaded_extractor", no_model)
    assert read(b"fine", b"fine") == [ArtefactError, ArtefactError, None]


def test_a_process_that_hangs_while_it_loads_is_ended_and_the_next_document_has_another(
    fast_processes, fake_extractor, tmp_path, monkeypatch
):
    hangs = tmp_path / "hangs"

    class Stuck(Moody):
        def warm_up(self) -> None:
            if hangs.exists():
                time.sleep(60)

    fast_processes(Stuck(fake_extractor))
    path = tmp_path / "a"
    path.write_bytes(b"fine")

    def let_loading_hang(hang: bool) -> None:
        monkeypatch.setattr(slots, "_LOADS_WITHIN_S", 0.5 if hang else 30)
        hangs.touch() if hang else hangs.unlink()

    async def read():
        reader = ProcessReader(workers=1, time_limit_s=30)
        let_loading_hang(True)
        await reader.open()
        try:
            await reader.loaded()  # the service starts
            with pytest.raises(NotReadyError):
                await reader.read(Upload("a", path, 4))
            let_loading_hang(False)
            return (await reader.read(Upload("a", path, 4))).result()["status"]
        finally:
            await reader.close()

    assert asyncio.run(asyncio.wait_for(read(), 60)) == "ok"
    assert multiprocessing.active_children() == []


def test_pages_are_drawn_in_the_processes_too(fast_processes, fake_extractor, tmp_path):
    fast_processes(Moody(fake_extractor))

    async def render():
        reader = ProcessReader(workers=1, time_limit_s=5)
        await reader.open()
        path = tmp_path / "a"
        path.write_bytes(b"fine")
        try:
            picture = await reader.render(Upload("a", path, 4), 2, 640)
            with pytest.raises(PageNotFoundError):
                await reader.render(Upload("a", path, 4), 3, 640)
        finally:
            await reader.close()
        return picture

    assert asyncio.run(render()) == b"page 2, 640 px"
