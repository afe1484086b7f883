"""Nothing of a document gets into the logs, nor onto the disk, of the service as it runs.

The service is the real one, in a process of its own. It is given documents and requests that hold
words which cannot come from anywhere else; then all that it printed, and all that it left in its
folders, is searched for them.
"""

from __future__ import annotations

import base64
import io
import json
import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest

from tests.service.telltale import (
    IBAN,
    NAME,
    NUMBER,
    SIRET,
    assert_no_secret,
    damaged,
    documents,
    encrypted,
    native_pdf,
)
from tests.waiting import stop, wait_until

ROOT = Path(__file__).parents[2]
MULTIPART = "multipart/form-data; boundary=edge"


class Service:
    """The service, its output and its folders."""

    def __init__(self, folder: Path) -> None:
        self.storage, self.temporary = folder / "storage", folder / "tmp"
        self.temporary.mkdir()
        self.output = folder / "output.log"
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self._environment = os.environ | {
            "BLEUET_STORAGE_FOLDER": str(self.storage),
            "BLEUET_ACCESS_MODE": "open",
            "BLEUET_SERVICE_LOG_FORMAT": "json",
            "BLEUET_SERVICE_WORKERS": "1",
            "BLEUET_LIMIT_TIMEOUT_S": "60",
            "TMPDIR": str(self.temporary),
        }
        self.start()

    def start(self) -> None:
        arguments = [sys.executable, "-m", "extractor.cli", "serve", "--port", str(self.port)]
        with self.output.open("ab") as log:
            self.process = subprocess.Popen(
                arguments, cwd=ROOT, env=self._environment, stdout=log, stderr=log
            )
        try:
            wait_until(self.is_ready, "the service is ready", within_s=120)
        except BaseException:
            self.process.kill()
            raise

    def is_ready(self) -> bool:
        assert self.process.poll() is None, self.output.read_text("utf-8")
        try:
            return self.call("/readyz", method="GET")[0] == 200
        except OSError:
            return False

    def call(self, path: str, body: bytes | None = None, *, method: str = "POST", **headers: str):
        """The status and body of an answer; header names with `_` for `-`."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}", data=body, method=method, headers=sent
        )
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()

    def say(self, raw: bytes, *, wait: bool = True) -> None:
        """Send bytes as they are, and go away."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=30) as connection:
            connection.sendall(raw)
            if wait:
                connection.shutdown(socket.SHUT_WR)
                with suppress(OSError):
                    connection.recv(65536)

    def reading_processes(self) -> list[int]:
        """The processes that read, and nothing else of ours."""
        found = subprocess.run(
            ["ps", "-ww", "-o", "pid=", "-o", "args=", "--ppid", str(self.process.pid)],
            capture_output=True,
            text=True,
        ).stdout
        return [int(line.split()[0]) for line in found.splitlines() if "spawn_main" in line]

    def left(self) -> list[Path]:
        """Files in the folder of temporary files."""
        return [path for path in self.temporary.rglob("*") if path.is_file()]

    def stop(self) -> None:
        stop(self.process)


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    running = Service(tmp_path_factory.mktemp("service"))
    yield running
    if running.process.poll() is None:
        running.stop()


def as_part(data: bytes, name: str = f"{NAME} {NUMBER}.pdf", part: str = "file") -> bytes:
    head = f'--edge\r\nContent-Disposition: form-data; name="{part}"; filename="{name}"\r\n\r\n'
    return head.encode() + data + b"\r\n--edge--\r\n"


def wrong_requests(service: Service) -> None:
    pdf = native_pdf()
    service.call("/v1/prefill", as_part(pdf, part=NAME), content_type=MULTIPART)
    service.call("/v1/prefill", as_part(pdf)[:-9], content_type=MULTIPART)
    service.call("/v1/prefill", NAME.encode(), content_type=MULTIPART)
    service.call("/v1/prefill", f"--edge\r\n{NAME}\r\n".encode(), content_type=MULTIPART)
    service.call("/v1/prefill", pdf, content_type=f"application/{NAME}")
    service.call(f"/v1/{NAME}?{IBAN}={NUMBER}", method="GET")
    service.call(f"/v1/documents/{SIRET}", method="DELETE")
    service.call(f"/v1/jobs/{NAME}", method="GET")
    service.call(f"/v1/pages/1?width={NAME}", pdf, content_type="application/pdf")
    service.call("/v1/pages/999", pdf, content_type="application/pdf")
    service.call("/v1/pages/1", as_part(pdf), content_type=MULTIPART)
    deposit = {"fichierFacture": base64.b64encode(pdf).decode(), "nomFichier": f"{NAME}.pdf"}
    for format_ in ("PDF_NON_SIGNE", NAME):
        body = json.dumps(deposit | {"formatDepot": format_}).encode()
        service.call("/cpro/factures/v1/deposer/pdf", body, content_type="application/json")
    for body in (
        {"sha256": NAME, "submitted": {NAME: IBAN, "invoice_number": [NUMBER]}},
        {
            "sha256": "0" * 64,
            "model_version": NUMBER,
            "file": f"{NAME}.pdf",
            "filled": {"supplier_iban": {"value": IBAN, "prefill": True, "confidence": 1}},
            "submitted": {"supplier_iban": IBAN, "supplier_name": NAME, "total_net": NUMBER},
        },
    ):
        content = json.dumps(body).encode()
        service.call("/v1/corrections", content, content_type="application/json")
    service.call("/v1/corrections", f'{{"{NAME}": '.encode(), content_type="application/json")
    service.say(f"GET /{NAME} {IBAN}\r\n\r\n".encode())
    service.say(f"{NAME} / HTTP/1.1\r\n{IBAN}\r\n\r\n".encode())
    upgrade = "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
    service.say(f"GET /{NAME}?{IBAN} HTTP/1.1\r\nHost: 127.0.0.1\r\n{upgrade}{key}\r\n".encode())
    head = f"POST /v1/prefill?{NAME} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    begun = f"{head}Content-Type: application/pdf\r\nContent-Length: 900000\r\n\r\n".encode() + pdf
    service.say(begun, wait=False)


def test_nothing_of_documents_is_logged_or_left(service):
    status, body = service.call("/v1/prefill", as_part(native_pdf()), content_type=MULTIPART)
    assert status == 200
    fields = json.loads(body)["fields"]
    assert {fields[name]["value"] for name in ("supplier_siret", "supplier_iban")} == {SIRET, IBAN}
    answers = [
        service.call("/v1/prefill", as_part(document), content_type=MULTIPART)[0]
        for document in documents()
    ]
    assert {200, 400, 415, 422} <= set(answers) <= {200, 400, 415, 422}
    wrong_requests(service)
    wait_until(lambda: not service.left(), "nothing is left of the one that went away")
    output = service.output.read_bytes()
    lines = [json.loads(line) for line in output.splitlines() if line.startswith(b"{")]
    assert len([line for line in lines if line.get("request_id")]) >= len(answers)
    assert_no_secret("the output", output)
    for path in (*service.storage.rglob("*"), *service.temporary.rglob("*")):
        assert_no_secret("a name", str(path).encode())
        if path.is_file():
            assert_no_secret(path.name, path.read_bytes())
    figures = service.call("/metrics", method="GET")[1]
    assert_no_secret("the figures", figures)


def test_a_job_that_is_taken_back_leaves_nothing(service):
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as files:
        for number, document in enumerate((native_pdf(), encrypted(), *damaged(native_pdf()))):
            files.writestr(f"{NAME}/{NUMBER}-{number}.pdf", document)
    deposit = as_part(archive.getvalue(), f"{NAME}.zip")
    status, body = service.call("/v1/jobs", deposit, content_type=MULTIPART)
    assert status == 202
    address = f"/v1/jobs/{json.loads(body)['id']}"
    wait_until(
        lambda: json.loads(service.call(address, method="GET")[1])["state"] == "done",
        "the job is done",
    )
    assert SIRET.encode() in service.call(f"{address}/results", method="GET")[1]
    assert service.call(address, method="DELETE")[0] == 204
    assert_no_secret("the output", service.output.read_bytes())
    for path in service.storage.rglob("*"):
        assert_no_secret("a name", str(path).encode())
        if path.is_file():
            assert_no_secret(path.name, path.read_bytes())


def hang(service: Service):
    """A document whose reading process is stopped; the connection that waits for it."""
    (reading,) = service.reading_processes()
    os.kill(reading, signal.SIGSTOP)
    pdf = native_pdf()
    head = "POST /v1/prefill HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/pdf\r\n"
    connection = socket.create_connection(("127.0.0.1", service.port), timeout=60)
    connection.sendall(f"{head}Content-Length: {len(pdf)}\r\n\r\n".encode() + pdf)
    wait_until(lambda: any(p.stat().st_size for p in service.left()), "the document has arrived")
    return reading, connection


def test_nothing_is_left_when_a_reading_process_is_killed(service):
    reading, connection = hang(service)
    with connection:
        os.kill(reading, signal.SIGKILL)
        assert connection.recv(65536).startswith(b"HTTP/1.1 422")
    wait_until(lambda: not service.left(), "nothing is left")
    assert_no_secret("the output", service.output.read_bytes())


def test_what_a_killed_service_leaves_is_removed_when_it_starts(service):
    _, connection = hang(service)
    with connection:
        service.process.kill()
        service.process.wait(timeout=60)
    assert service.left()
    service.start()
    assert service.left() == []
    service.stop()
    assert list(service.temporary.iterdir()) == []
    assert_no_secret("the output", service.output.read_bytes())
