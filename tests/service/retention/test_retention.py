"""What is kept, for whom, and until when."""

from __future__ import annotations

import asyncio
import hashlib
import os
import threading
import time

import pytest
from sqlalchemy.exc import OperationalError

from service.api.schemas import ResultDocument
from service.problems import MEDIA_TYPE
from service.retention import forgetting_in_time
from service.retention.documents import UNWANTED_S
from service.retention.forgetting import Forgotten

DATA = b"fine: Cabinet Aubepine"
SHA256 = hashlib.sha256(DATA).hexdigest()
PDF = {"content-type": "application/pdf"}


def deposit(client, key, data: bytes = DATA):
    answer = client.post("/v1/prefill", content=data, headers=PDF | key)
    assert answer.status_code == 200
    return answer.json()


def kept_files(folder):
    return [path for path in (folder / "retained").rglob("*") if path.is_file()]


def test_nothing_is_kept_of_tenants_that_did_not_ask(
    client, mairie, region, storage_folder, retention
):
    retention.policies.set("mairie", 30)
    deposit(client, region)
    assert not kept_files(storage_folder)
    assert retention.documents.find("region", SHA256) is None


def test_a_wish_holds_within_a_second_and_its_end_at_once(
    client, mairie, storage_folder, retention
):
    deposit(client, mairie)
    retention.policies.set("mairie", 30)
    time.sleep(UNWANTED_S)
    deposit(client, mairie)
    assert len(kept_files(storage_folder)) == 1
    retention.policies.remove("mairie")
    deposit(client, mairie, b"fine: another")
    assert len(kept_files(storage_folder)) == 1


def test_what_is_kept_is_the_document_and_its_result(client, mairie, storage_folder, retention):
    retention.policies.set("mairie", 30)
    result = deposit(client, mairie)
    path, kept = retention.documents.find("mairie", SHA256)
    assert path.read_bytes() == DATA
    assert path.name == SHA256
    ResultDocument.model_validate(kept)
    assert kept == result
    for entry in (path, *path.parents[: len(path.relative_to(storage_folder).parts)]):
        assert entry.stat().st_mode & 0o077 == 0  # nobody else's to read
    for file in storage_folder.glob("bleuet.sqlite*"):
        assert file.stat().st_mode & 0o077 == 0


def test_a_document_deposited_again_is_kept_once_and_for_longer(
    client, mairie, storage_folder, retention, days_later
):
    retention.policies.set("mairie", 30)
    deposit(client, mairie)
    days_later(20)
    deposit(client, mairie)
    days_later(40)
    retention.forgetting.expired()
    assert retention.documents.find("mairie", SHA256) is not None
    assert len(kept_files(storage_folder)) == 1


def test_what_has_expired_is_gone_from_rows_files_and_journal(
    client, mairie, storage_folder, retention, days_later
):
    retention.policies.set("mairie", 30)
    deposit(client, mairie)
    days_later(29)
    assert retention.forgetting.expired() == Forgotten(0, 0)
    days_later(31)
    assert retention.documents.find("mairie", SHA256) is None
    assert retention.forgetting.expired() == Forgotten(1, 0)
    assert not kept_files(storage_folder)
    assert everywhere(storage_folder).count(b"FA-12") == 0  # a value of the result


def everywhere(folder) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_a_shorter_time_holds_for_what_is_kept_already_a_longer_one_does_not(
    client, mairie, retention, days_later
):
    retention.policies.set("mairie", 30)
    deposit(client, mairie)
    retention.policies.set("mairie", 60)
    days_later(31)
    assert retention.documents.find("mairie", SHA256) is None
    days_later(0)
    retention.policies.set("mairie", 5)
    days_later(6)
    assert retention.documents.find("mairie", SHA256) is None


def test_a_tenant_takes_a_document_back_but_only_its_own(
    client, mairie, region, storage_folder, retention
):
    for tenant, key in (("mairie", mairie), ("region", region)):
        retention.policies.set(tenant, 30)
        deposit(client, key)
    assert len(kept_files(storage_folder)) == 2
    answer = client.delete(f"/v1/documents/{SHA256}", headers=mairie)
    assert answer.status_code == 204
    assert not answer.content
    assert retention.documents.find("mairie", SHA256) is None
    assert retention.documents.find("region", SHA256) is not None
    again = client.delete(f"/v1/documents/{SHA256}", headers=mairie | {"accept-language": "en"})
    assert again.status_code == 404
    assert again.headers["content-type"] == MEDIA_TYPE
    assert again.json()["type"] == "document.unknown"
    assert again.json()["title"] == "Unknown document"
    assert client.delete(f"/v1/documents/{SHA256}").status_code == 401


@pytest.mark.parametrize("name", ["..%2Fetc", "x", "A" * 64, "%00", "0" * 65])
def test_impossible_hashes_are_unknown_documents(client, mairie, name):
    assert client.delete(f"/v1/documents/{name}", headers=mairie).status_code == 404


def test_a_tenants_name_need_not_be_a_name_of_a_folder(retention, storage_folder):
    retention.policies.set("../../etc", 3)
    path = retention.documents._files.path_of("../../etc", SHA256)
    assert path.resolve().is_relative_to((storage_folder / "retained").resolve())
    with pytest.raises(ValueError, match="impossible"):
        retention.policies.set("a b", 3)
    with pytest.raises(ValueError, match="jours"):
        retention.policies.set("a", 0)


def test_an_answer_is_given_though_nothing_can_be_kept(
    client, mairie, storage_folder, retention, monkeypatch
):
    retention.policies.set("mairie", 30)
    (storage_folder / "retained").write_text("a file where a folder should be")
    deposit(client, mairie)

    def fail(*_):
        raise OperationalError("SELECT", {}, Exception())

    monkeypatch.setattr("service.retention.documents.expiry_of", fail)
    deposit(client, mairie)


def test_files_that_belong_to_nothing_are_removed_once_they_are_old(retention, storage_folder):
    folder = storage_folder / "retained" / "x"
    folder.mkdir(parents=True)
    new, old = folder / "new", folder / "old"
    for path in (new, old):
        path.write_bytes(b"x")
    long_ago = time.time() - 7200
    os.utime(old, (long_ago, long_ago))
    retention.forgetting.expired()
    assert new.exists()
    assert not old.exists()


def test_forgetting_goes_on_whatever_happens_once():
    looked = threading.Semaphore(0)

    class Forgetful:
        def expired(self):
            looked.release()
            if looked._value == 2:
                raise ValueError

    async def live():
        async with forgetting_in_time(Forgetful(), period_s=0.01):
            assert looked._value == 1  # before anything is answered
            while looked._value < 4:
                await asyncio.sleep(0.01)

    asyncio.run(asyncio.wait_for(live(), 60))
