"""Who may work on what: with the clock of the test, on both databases."""

from __future__ import annotations

import pytest

from service.jobs.leases import Leases
from service.jobs.model import NewDocument
from service.jobs.store import JobStore, KeyTakenError
from service.storage import Database


@pytest.fixture
def database(storage):
    opened = Database(storage.url)
    opened.migrate()
    yield opened
    opened.close()


@pytest.fixture
def store(database, clock):
    return JobStore(database)


@pytest.fixture
def worker(database):
    return lambda: Leases(database, lease_s=10, retention_s=100)


def add(store, job_id: str, *, documents: int = 1) -> None:
    new = [NewDocument(n, f"{n}.pdf") for n in range(1, documents + 1)]
    store.add(job_id, tenant="t", key=None, file="a.zip", sha256="0" * 64, documents=new)


def test_a_job_is_held_by_one_worker_at_a_time(store, worker, clock):
    first, second = worker(), worker()
    assert first.take() is None
    add(store, "a")
    assert first.is_any_free()
    assert first.take() == "a"
    assert not first.is_any_free()
    assert second.take() is None
    assert first.next_release_s() == pytest.approx(10)
    clock.advance(9)
    assert first.renew("a")
    assert not second.renew("a")
    clock.advance(9)
    assert second.take() is None
    assert first.give_back("a")
    assert first.next_release_s() is None
    assert second.take() == "a"


def test_a_worker_that_is_not_heard_of_loses_its_job(store, worker, clock):
    first, second = worker(), worker()
    add(store, "a")
    assert first.take() == "a"
    clock.advance(11)
    assert second.take() == "a"
    assert not first.renew("a")
    assert not first.give_back("a")
    assert not first.finish("a")
    assert store.find("t", "a").state == "running"


def test_jobs_take_turns(store, worker, clock):
    one = worker()
    for job_id in ("b", "a", "c"):
        clock.advance(1)
        add(store, job_id)
    for expected in ("b", "a", "c", "b", "a"):
        clock.advance(1)
        assert one.take() == expected
        one.give_back(expected)


def test_documents_are_begun_once_and_saved_once(store, worker, clock):
    one = worker()
    add(store, "a", documents=3)
    one.take()
    begun = one.begin("a", after=0, limit=2)
    assert [(d.number, d.name, d.attempts) for d in begun] == [(1, "1.pdf", 1), (2, "2.pdf", 1)]
    assert one.save("a", 1, state="read", result=b"{}")
    assert not one.save("a", 1, state="failed", result=b"{}")
    one.take_back("a", 2)
    assert [(d.number, d.attempts) for d in one.begin("a", after=0, limit=9)] == [(2, 1), (3, 1)]
    assert not one.finish("a")
    for number in (2, 3):
        one.save("a", number, state="failed", result=b"{}")
    assert one.begin("a", after=0, limit=9) == []
    assert one.finish("a")
    job = store.find("t", "a")
    assert (job.state, job.total, job.read, job.failed) == ("done", 3, 1, 2)
    assert job.started == clock.now == job.finished
    assert one.take() is None


def test_nothing_is_kept_of_a_job_that_was_forgotten_meanwhile(store, worker):
    one = worker()
    add(store, "a")
    one.take()
    one.begin("a", after=0, limit=1)
    assert store.remove("t", "a")
    assert not one.save("a", 1, state="read", result=b"{}")
    assert not one.renew("a")
    assert store.figures().documents == {}


def test_results_expire_after_their_time(store, worker, clock):
    one = worker()
    add(store, "a")
    one.take()
    one.save("a", 1, state="read", result=b"{}")
    clock.advance(5)
    one.finish("a")
    clock.advance(99)
    assert store.remove_expired() == []
    assert list(store.results("a")) == [b"{}"]
    clock.advance(1)
    assert store.find("t", "a") is None
    assert not store.remove("t", "a")
    assert store.remove_expired() == ["a"]
    assert list(store.results("a")) == []


def test_an_unfinished_job_does_not_expire(store, worker, clock):
    add(store, "a")
    clock.advance(10_000)
    assert store.remove_expired() == []
    assert store.find("t", "a").state == "queued"
    assert store.figures().queue_age_s == 10_000


def test_the_key_of_an_expired_job_is_free_before_it_is_swept_away(store, worker, clock):
    document = [NewDocument(1, "a.pdf")]

    def add_with_key(job_id: str) -> None:
        store.add(job_id, tenant="t", key="k", file="a", sha256="0" * 64, documents=document)

    add_with_key("a")
    with pytest.raises(KeyTakenError):
        add_with_key("b")
    one = worker()
    one.take()
    one.save("a", 1, state="read", result=b"{}")
    one.finish("a")
    clock.advance(101)
    add_with_key("b")
    assert store.find_by_key("t", "k").id == "b"
