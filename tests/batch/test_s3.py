"""An object store, against a server that speaks S3."""

from __future__ import annotations

import threading
from urllib.parse import urlsplit

import boto3
import pytest
from batch.runs import documents, outcomes, rows, run

from extractor.batch.errors import EmptySourceError, SourceError
from extractor.batch.sources import Reference, fetch, objects
from extractor.batch.sources.opening import open_source
from extractor.errors import InputError, UnreachableDocumentError

KEYS = {f"2025/{n % 3:02}/{n:04}.pdf": f"number {n}" for n in range(45)}


def start_server(port=0):
    """A server that speaks S3, at whatever port is free or at a given one; its address too."""
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer("127.0.0.1", port=port, verbose=False)
    # it waits for ever where the port is taken
    starting = threading.Thread(target=server.start, daemon=True)
    starting.start()
    starting.join(30)
    assert not starting.is_alive(), f"no server at port {port}"
    host, port = server.get_host_and_port()
    return server, f"http://{host}:{port}"


@pytest.fixture(scope="module")
def server():
    server, address = start_server()
    yield address
    server.stop()


@pytest.fixture
def bucket(server, monkeypatch):
    """A bucket whose address and keys processes find in the environment, as they would S3's."""
    for name, value in {
        "AWS_ENDPOINT_URL": server,
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "eu-west-3",
    }.items():
        monkeypatch.setenv(name, value)
    store = boto3.resource("s3").Bucket("factures")
    store.create(CreateBucketConfiguration={"LocationConstraint": "eu-west-3"})
    yield store
    store.objects.delete()
    store.delete()


def test_a_prefix_is_read_page_by_page(bucket, monkeypatch):
    monkeypatch.setattr(objects, "PAGE_KEYS", 10)
    for key, content in KEYS.items():
        bucket.put_object(Key=key, Body=content.encode())
    bucket.put_object(Key="2025/notes.txt", Body=b"-")
    bucket.put_object(Key="2024/a.pdf", Body=b"-")
    source = open_source("s3://factures/2025")
    names = [reference.name for reference in source.references()]
    assert sorted(names) == sorted(key.removeprefix("2025/") for key in KEYS)
    assert source.count() == len(KEYS)
    matching = open_source("s3://factures/2025/*/0*1.pdf")
    assert all(reference.name.endswith("1.pdf") for reference in matching.references())
    first = next(iter(source.references()))
    assert fetch(first, max_bytes=99).decode() == KEYS[f"2025/{first.name}"]


def test_a_run_over_a_bucket(bucket, tmp_path):
    for key, content in {**dict(list(KEYS.items())[:40]), "2025/x.pdf": "encrypted"}.items():
        bucket.put_object(Key=key, Body=content.encode())
    bucket.put_object(Key="2025/large.pdf", Body=b"x" * 1001)
    run("s3://factures/2025/", tmp_path / "out")
    found = outcomes(tmp_path / "out")
    assert len(found) == 42
    assert {name: error for name, error in found.items() if error} == {
        "x.pdf": "pdf.encrypted",
        "large.pdf": "document.too_large",
    }
    values = {f["document"]: f["value"] for f in rows(tmp_path / "out", "fields")}
    assert values["00/0003.pdf"] in ("EUR", "number 3")


def test_a_manifest_in_a_bucket_of_objects_in_it(bucket, tmp_path):
    bucket.put_object(Key="a/1.pdf", Body=b"one")
    listed = "id;uri\n1;s3://factures/a/1.pdf\n2;s3://factures/a/gone.pdf\n3;a/1.pdf\n"
    bucket.put_object(Key="liste.csv", Body=listed.encode())
    first, gone, relative = open_source("s3://factures/liste.csv").references()
    assert fetch(first, max_bytes=9) == fetch(relative, max_bytes=9) == b"one"
    with pytest.raises(InputError, match="FileNotFoundError"):
        fetch(gone, max_bytes=9)


def test_a_bucket_that_is_not_there_is_told(bucket):
    with pytest.raises(EmptySourceError, match="s3://nowhere/"):
        list(open_source("s3://nowhere/").references())


def test_a_folder_and_a_bucket_of_the_same_documents_are_compared(bucket, tmp_path):
    from extractor.batch.comparison import compare_runs

    texts = {f"03/{n}.pdf": f"number {n}" for n in range(9)}
    for name, content in texts.items():
        bucket.put_object(Key=f"2025/{name}", Body=content.encode())
    run(documents(tmp_path / "in", texts), tmp_path / "old", jobs=1)
    run("s3://factures/2025", tmp_path / "new", jobs=1)
    found = compare_runs(tmp_path / "old", tmp_path / "new")
    assert (found.documents, found.only_old, found.only_new, found.changed) == (9, 0, 0, 0)


def test_a_key_may_hold_anything(bucket, tmp_path):
    keys = ("a::b.pdf", "a?b#c.pdf", "c:::d.pdf", "é %20.pdf", "/e.pdf", "f//g.pdf", "s3://h.pdf")
    for key in keys:
        bucket.put_object(Key=f"2025/{key}", Body=key.encode())
    references = list(open_source("s3://factures/2025").references())
    assert {fetch(r, max_bytes=99).decode() for r in references} == set(keys)


def test_a_reference_says_where_it_is(bucket):
    bucket.put_object(Key="a.pdf", Body=b"one")
    assert fetch(Reference("any", "s3://factures/a.pdf"), max_bytes=9) == b"one"


def test_without_keys_a_run_ends_and_goes_on_with_them(bucket, tmp_path, monkeypatch):
    for name in "abc":
        bucket.put_object(Key=f"{name}.pdf", Body=name.encode())
    listed = "".join(f"s3://factures/{name}.pdf\n" for name in "abc")
    (tmp_path / "liste.csv").write_text("path\n" + listed)
    with monkeypatch.context() as patched:
        patched.delenv("AWS_ACCESS_KEY_ID")
        patched.delenv("AWS_SECRET_ACCESS_KEY")
        patched.setenv("AWS_EC2_METADATA_DISABLED", "true")
        patched.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))
        with pytest.raises(SourceError, match="NoCredentialsError"):
            run(tmp_path / "liste.csv", tmp_path / "out")
    assert outcomes(tmp_path / "out") == {}
    run(tmp_path / "liste.csv", tmp_path / "out")
    assert outcomes(tmp_path / "out") == {f"s3://factures/{name}.pdf": None for name in "abc"}


@pytest.mark.parametrize(
    ("code", "status", "expected"),
    [
        ("AccessDenied", 403, UnreachableDocumentError),
        ("ExpiredToken", 400, SourceError),
        ("InvalidAccessKeyId", 403, SourceError),
        ("SlowDown", 503, SourceError),
        ("InternalError", 500, SourceError),
    ],
)
def test_what_s3_says_of_an_object_and_of_keys(bucket, monkeypatch, code, status, expected):
    from botocore.exceptions import ClientError
    from s3fs import S3FileSystem
    from s3fs.errors import translate_boto_error

    async def refuse(self, method, *_arguments, **_named):
        own = str(status) if method == "head_object" else code
        answer = {"Error": {"Code": own, "Message": "-"}}
        raise translate_boto_error(ClientError(answer, method))

    monkeypatch.setattr(S3FileSystem, "_call_s3", refuse)
    with pytest.raises(expected):
        fetch(Reference("a", "s3://factures/a.pdf"), max_bytes=9)


def test_a_store_that_hangs_ends_the_run_and_not_the_document(bucket, monkeypatch):
    import asyncio

    from s3fs import S3FileSystem

    async def hang(*_arguments, **_named):
        await asyncio.sleep(60)

    monkeypatch.setattr(S3FileSystem, "_call_s3", hang)
    monkeypatch.setenv("BLEUET_LIMIT_TIMEOUT_S", "1")
    with pytest.raises(SourceError, match="Timeout"):
        fetch(Reference("a", "s3://factures/a.pdf"), max_bytes=9)


def test_no_bucket_of_such_a_name_is_an_error_of_that_document(bucket):
    with pytest.raises(UnreachableDocumentError):
        fetch(Reference("a", "s3://no bucket!/a.pdf"), max_bytes=9)


def test_a_store_that_stops_meanwhile_ends_the_run_which_then_goes_on(
    bucket, tmp_path, monkeypatch
):
    for key, content in KEYS.items():
        bucket.put_object(Key=key, Body=content.encode())
    server, address = start_server()
    monkeypatch.setenv("AWS_ENDPOINT_URL", address)
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "2")

    def stop(progress):
        if progress.documents == 10:
            server.stop()

    with pytest.raises(SourceError, match="EndpointConnectionError"):
        run("s3://factures/2025/", tmp_path / "out", report=stop)
    first = outcomes(tmp_path / "out")
    assert 10 <= len(first) < len(KEYS)
    server, _ = start_server(urlsplit(address).port)
    try:
        progress = run("s3://factures/2025/", tmp_path / "out")
    finally:
        server.stop()
    assert (progress.documents, progress.passed) == (len(KEYS) - len(first), len(first))
    assert set(outcomes(tmp_path / "out").values()) == {None}
