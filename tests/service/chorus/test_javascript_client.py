"""A client in another language, pointed at the service by its base URL alone."""

from __future__ import annotations

import json
import shutil
import subprocess
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import playwright
import uvicorn

from service.access import ApiKeys
from service.app import create_app
from service.settings import AccessSettings
from tests.service.chorus.conftest import KEYS, WHOLE

CLIENT = Path(__file__).with_name("client.mjs")
BUNDLED = Path(playwright.__file__).parent / "driver" / "node"
NODE = shutil.which("node") or str(BUNDLED)


@contextmanager
def listening(app):
    server = uvicorn.Server(
        uvicorn.Config(app, host="127.0.0.1", port=0, log_config=None, access_log=False)
    )
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive()
            time.sleep(0.02)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


def run(base, file, password):
    done = subprocess.run(
        [NODE, str(CLIENT), base, str(file), "TECH_1_2@cpro.fr", password],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stdout, done.stderr
    return done.returncode, json.loads(done.stdout)


def test_a_javascript_client(fake_extractor, reads, tmp_path):
    seen = reads(WHOLE)
    file, damaged = tmp_path / "facture n° 1.pdf", tmp_path / "corrupt.pdf"
    file.write_bytes(bytes(range(256)) * 400)
    damaged.write_bytes(b"corrupt")
    app = create_app(fake_extractor, access_settings=AccessSettings(mode="required"))
    with listening(app) as base:
        key = ApiKeys(app.state.parts.database).create("mairie", "client")[1]
        accepted = run(base, file, key)
        refused = run(base, damaged, key)
        unknown = run(base, file, "mot de passe du portail")
    assert seen[0] == file.read_bytes()

    code, answer = accepted
    assert (code, answer["status"]) == (0, 200)
    assert list(answer["result"]) == KEYS
    assert answer["result"]["libelle"] == "GCU_MSG_01_000"
    assert '"montantHtTotal":1234.50,' in answer["text"]

    code, answer = refused
    assert (code, answer["status"], answer["result"]["codeRetour"]) == (1, 200, 29005)
    code, answer = unknown
    assert (code, answer["status"], answer["result"]["codeRetour"]) == (1, 401, 401)
