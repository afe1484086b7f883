"""What the tests of jobs deposit, and how."""

from __future__ import annotations

from service.settings import JobSettings

PDF = {"content-type": "application/pdf"}
ZIP = {"content-type": "application/zip"}
IDLE = JobSettings(in_service=False)


def deposit(client, data: bytes = b"fine", *, headers=PDF, **more):
    answer = client.post("/v1/jobs", content=data, headers=headers | more)
    assert answer.status_code == 202, answer.text
    return answer
