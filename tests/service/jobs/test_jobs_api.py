"""Jobs as a caller sees them."""

from __future__ import annotations

import hashlib
import json
import os
import threading
from pathlib import Path

import pytest
from archives.making import MAKERS, a_zip

from extractor.settings import Limits
from service.api import jobs as jobs_api
from service.api.job_schemas import JobResults, JobStatus
from service.jobs import store
from service.problems import MEDIA_TYPE
from tests.service.jobs.depositing import IDLE, PDF, ZIP, deposit

GZIP = {"content-type": "application/gzip"}


def test_a_document_sent_as_a_form(client, finished):
    answer = client.post("/v1/jobs", files={"file": ("longue facture.pdf", b"fine")})
    assert answer.status_code == 202
    status = answer.json()
    JobStatus.model_validate(status)
    assert answer.headers["location"] == f"/v1/jobs/{status['id']}"
    assert status["state"] in {"queued", "running"}
    assert status["documents"]["total"] == 1
    done = finished(client, answer.headers["location"])
    assert done["documents"] == {"total": 1, "read": 1, "failed": 0}
    assert done["started"] and done["finished"] and done["expires"]
    (result,) = client.get(done["results"]).json()
    assert result["file"] == "longue facture.pdf"
    assert result["sha256"] == hashlib.sha256(b"fine").hexdigest()


@pytest.mark.parametrize("kind", sorted(MAKERS))
def test_an_archive_gives_a_result_or_an_error_for_each_document(
    client, finished, kind, monkeypatch
):
    monkeypatch.setattr(store, "_RESULTS_AT_ONCE", 7)
    members = {f"{n}.pdf": b"fine %d" % n for n in range(17)}
    bad = {
        "locked.pdf": b"encrypted",
        "bug.pdf": b"bug",
        "slow.pdf": b"slow",
        "in.zip": a_zip({"a": b"a"}),
    }
    data = MAKERS[kind](members | bad | {"__MACOSX/._a": b"x"})
    answer = deposit(client, data, headers={"zip": ZIP, "tar.gz": GZIP}[kind])
    done = finished(client, answer.headers["location"])
    assert done["documents"] == {"total": 21, "read": 17, "failed": 4}
    results = client.get(done["results"])
    assert results.headers["content-type"] == "application/json"
    JobResults.model_validate(results.json())
    assert [r["file"] for r in results.json()] == [*members, *bad]
    errors = {r["file"]: r["error"]["type"] for r in results.json() if r["status"] == "error"}
    assert errors == {
        "locked.pdf": "pdf.encrypted",
        "bug.pdf": "internal.error",
        "slow.pdf": "processing.timeout",
        "in.zip": "archive.invalid",
    }
    assert "mistake" not in results.text
    locked = next(r for r in results.json() if r["file"] == "locked.pdf")
    assert locked["sha256"] == hashlib.sha256(b"encrypted").hexdigest()

    english = client.get(done["results"], headers={"accept-language": "en"})
    assert english.headers["content-language"] == "en"
    titles = [r["error"]["title"] for r in english.json() if r["status"] == "error"]
    assert titles[0] == "PDF protected by a password"

    lines = client.get(done["results"], headers={"accept": "application/x-ndjson"})
    assert lines.headers["content-type"] == "application/x-ndjson"
    assert [json.loads(line) for line in lines.text.splitlines()] == results.json()


@pytest.mark.parametrize("documents", [0, 3], ids=["document", "archive"])
def test_a_power_cut_spares_what_was_accepted(serve, storage, monkeypatch, documents):
    on_disk, accepted = set(), []

    def flush(descriptor, fsync=os.fsync):
        on_disk.add(Path(f"/proc/self/fd/{descriptor}").readlink())
        fsync(descriptor)

    def add(self, job_id, add=store.JobStore.add, **more):
        accepted.append(set(on_disk))
        return add(self, job_id, **more)

    monkeypatch.setattr(os, "fsync", flush)
    monkeypatch.setattr(store.JobStore, "add", add)
    with serve(jobs=IDLE) as client:
        if documents:
            archive = a_zip({f"{n}.pdf": b"fine %d" % n for n in range(documents)})
            job = deposit(client, archive, headers=ZIP).json()["id"]
        else:
            job = deposit(client).json()["id"]
        folder = storage.folder.resolve() / "jobs" / job
        files = set(folder.iterdir())
    assert len(files) == max(1, documents)
    assert accepted[0] >= files | {folder, folder.parent}


def test_nothing_is_left_of_a_documents_file_once_it_is_read(client, finished, storage):
    answer = deposit(client, a_zip({"a.pdf": b"fine", "b.pdf": b"corrupt"}), headers=ZIP)
    finished(client, answer.headers["location"])
    assert [p.name for p in (storage.folder / "jobs").rglob("*")] == ["incoming"]


def test_results_wait_for_the_last_document_unless_a_part_is_asked_for(serve):
    with serve(jobs=IDLE) as client:
        data = a_zip({"a.pdf": b"fine", "in.zip": a_zip({"a": b"a"})})
        status = deposit(client, data, headers=ZIP).json()
        early = client.get(status["results"])
        assert early.status_code == 409
        assert early.json()["type"] == "job.unfinished"
        assert int(early.headers["retry-after"]) > 0
        some = client.get(status["results"], params={"partial": True})
        assert some.headers["bleuet-job-state"] == "queued"
        assert [r["file"] for r in some.json()] == ["in.zip"]
        none = client.get(deposit(client).json()["results"], params={"partial": True})
        assert none.json() == []


def test_a_job_that_is_forgotten_is_gone_with_its_files(serve, storage):
    with serve(jobs=IDLE) as client:
        location = deposit(client).headers["location"]
        assert len(list((storage.folder / "jobs").glob("*/000001"))) == 1
        assert client.delete(location).status_code == 204
        assert list((storage.folder / "jobs").glob("*/000001")) == []
        for answer in (
            client.get(location),
            client.get(location + "/results"),
            client.delete(location),
        ):
            assert answer.status_code == 404
            assert answer.headers["content-type"] == MEDIA_TYPE
            assert answer.json()["type"] == "job.unknown"


def test_a_running_job_can_be_cancelled(serve, finished, fake_extractor):
    begun, go_on = threading.Event(), threading.Event()
    read = []

    class Waiting:
        model_version = "waiting-1"

        def extract(self, data):
            read.append(data)
            begun.set()
            assert go_on.wait(10)
            return fake_extractor.extract(data)

    with serve(Waiting()) as client:
        members = {f"{n}.pdf": b"fine %d" % n for n in range(5)}
        location = deposit(client, a_zip(members), headers=ZIP).headers["location"]
        assert begun.wait(10)
        assert client.get(location).json()["state"] == "running"
        assert client.delete(location).status_code == 204
        go_on.set()
        last = deposit(client, b"another").headers["location"]
        finished(client, last)
        assert read == [b"fine 0", b"another"]


REFUSED = (
    (b"", PDF, 400, "document.empty"),
    (b"x" * 1001, PDF, 413, "document.too_large"),
    (b"x" * 5001, ZIP, 413, "document.too_large"),
    (a_zip({"a": b"x"})[:-30], ZIP, 422, "archive.invalid"),
    (a_zip({}), ZIP, 422, "archive.invalid"),
    (a_zip({str(n): b"x" for n in range(20)}), ZIP, 422, "archive.invalid"),
    (b"{}", {"content-type": "application/json"}, 415, "document.unsupported"),
)


def test_what_is_refused_at_once_leaves_nothing(serve, storage):
    limits = Limits(max_bytes=1000, archive_max_bytes=5000, archive_max_members=10)
    with serve(jobs=IDLE, limits=limits) as client:
        for data, headers, status, type_ in REFUSED:
            answer = client.post("/v1/jobs", content=data, headers=headers)
            assert (answer.status_code, answer.json()["type"]) == (status, type_)
            assert [p.name for p in (storage.folder / "jobs").rglob("*")] == ["incoming"]


def test_answers_are_in_english_where_that_is_asked_for(client):
    answer = client.get("/v1/jobs/none", headers={"accept-language": "en"})
    assert answer.json()["title"] == "Unknown job"


def test_figures(serve, finished):
    with serve() as client:
        status = deposit(client, a_zip({"a": b"fine", "b": b"corrupt"}), headers=ZIP)
        finished(client, status.headers["location"])
        text = client.get("/metrics").text
    for line in (
        'bleuet_jobs{state="done"} 1.0',
        'bleuet_jobs{state="queued"} 0.0',
        'bleuet_job_documents{state="read"} 1.0',
        'bleuet_job_documents{state="failed"} 1.0',
        "bleuet_job_queue_age_seconds 0.0",
        'bleuet_documents_total{outcome="ok"} 1.0',
        'bleuet_documents_total{outcome="pdf.corrupt"} 1.0',
    ):
        assert line in text.splitlines()


def test_the_age_of_the_queue(serve):
    with serve(jobs=IDLE) as client:
        deposit(client)
        lines = client.get("/metrics").text.splitlines()
        (age,) = (line for line in lines if line.startswith("bleuet_job_queue_age_seconds "))
        assert 0 < float(age.split()[1]) < 60


def test_the_api_describes_jobs_with_examples(client):
    paths = client.get("/openapi.json").json()["paths"]
    post = paths["/v1/jobs"]["post"]
    assert {"multipart/form-data", "application/zip", "application/gzip"} <= set(
        post["requestBody"]["content"]
    )
    assert "Location" in post["responses"]["202"]["headers"]
    JobStatus.model_validate(post["responses"]["202"]["content"]["application/json"]["example"])
    conflict = post["responses"]["422"]["content"][MEDIA_TYPE]["examples"]
    assert {"idempotency.conflict", "archive.invalid"} <= set(conflict)
    results = paths["/v1/jobs/{job_id}/results"]["get"]["responses"]
    JobResults.model_validate(results["200"]["content"]["application/json"]["example"])
    assert {"200", "404", "409"} <= set(results)
    assert jobs_api.LINES in results["200"]["content"]
    assert {"204", "404"} <= set(paths["/v1/jobs/{job_id}"]["delete"]["responses"])
