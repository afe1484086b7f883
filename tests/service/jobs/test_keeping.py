"""What is kept of the documents of jobs, to learn from."""

from __future__ import annotations

import hashlib

from archives.making import a_zip
from fastapi import Request

from service.access import Principal
from service.api.dependencies import caller_of

ZIP = {"content-type": "application/zip"}
DOCUMENTS = {"a.pdf": b"fine a", "b.pdf": b"fine b", "locked.pdf": b"encrypted"}


async def asker(request: Request) -> Principal:
    return Principal(request.headers["x-tenant"], "software")


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def test_documents_that_were_read_are_kept_where_the_tenant_asked_for_that(
    client, finished, storage
):
    client.app.dependency_overrides[caller_of] = asker
    retention = client.app.state.parts.retention
    retention.policies.set("mairie", 30)
    for tenant in ("mairie", "region"):
        client.headers["x-tenant"] = tenant
        location = client.post("/v1/jobs", content=a_zip(DOCUMENTS), headers=ZIP).headers[
            "location"
        ]
        results = {r["file"]: r for r in client.get(finished(client, location)["results"]).json()}
        for name, data in DOCUMENTS.items():
            found = retention.documents.find(tenant, sha256(data))
            if tenant == "region" or name == "locked.pdf":
                assert found is None
            else:
                path, result = found
                assert path.read_bytes() == data
                assert result == results[name]
        client.delete(location)
    # they are forgotten as all that is kept is, not with the job
    assert retention.documents.find("mairie", sha256(b"fine a")) is not None
    client.headers["x-tenant"] = "mairie"
    assert client.delete(f"/v1/documents/{sha256(b'fine a')}").status_code == 204
    assert retention.documents.find("mairie", sha256(b"fine a")) is None
    assert not list((storage.folder / "jobs").glob("*/0*"))
