"""A PostgreSQL and a Redis of the tests' own, on free ports, their data in folders that go away."""

from __future__ import annotations

import itertools
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import redis

from tests.missing import do_without
from tests.waiting import stop

_STARTS_WITHIN_S = 20


class PostgresServer:
    """Runs while the block lasts; gives databases, or what is as good."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._numbers = itertools.count(1)

    @classmethod
    @contextmanager
    def running(cls) -> Iterator[PostgresServer]:
        initdb, postgres = _binary("initdb"), _binary("postgres")
        # Not in pytest's folders, which are root's alone: PostgreSQL does not run as root.
        user = "postgres" if os.geteuid() == 0 else None
        with _folder(user) as folder:
            data = folder / "data"
            options = ["--auth=trust", "--username=bleuet", "--no-sync", "--encoding=UTF8"]
            subprocess.run(
                [initdb, "--pgdata", data, "--locale=C", *options],
                check=True,
                capture_output=True,
                user=user,
                cwd=folder,
            )
            server = cls(_free_port())
            settings = ("fsync=off", "full_page_writes=off", "max_connections=200")
            command = [postgres, "-D", data, "-p", str(server._port), "-h", "127.0.0.1"]
            command += ["-k", folder, *(part for one in settings for part in ("-c", one))]
            with _process(command, signal.SIGQUIT, folder, user=user):  # what it keeps, goes
                _wait_for(server._connect)
                yield server

    def new_url(self) -> str:
        # a schema is made at once, a database is a copy of several hundred files
        name = f"test_{next(self._numbers)}"
        with self._connect() as connection:
            connection.execute(f"CREATE SCHEMA {name}")
        address = f"postgresql+psycopg://bleuet@127.0.0.1:{self._port}/postgres"
        return f"{address}?options=-csearch_path%3D{name}"

    def _connect(self) -> psycopg.Connection:
        return psycopg.connect(
            host="127.0.0.1", port=self._port, user="bleuet", dbname="postgres", autocommit=True
        )


class RedisServer:
    """Runs while the block lasts; gives databases."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._numbers = itertools.count(0)

    @classmethod
    @contextmanager
    def running(cls) -> Iterator[RedisServer]:
        binary = _binary("redis-server")
        server = cls(_free_port())
        with _folder(None) as folder:
            command = [binary, "--port", str(server._port), "--bind", "127.0.0.1", "--save", ""]
            command += ["--databases", "1000", "--dir", folder]
            with _process(command, signal.SIGTERM, folder):
                _wait_for(server._ping)
                yield server

    def new_url(self) -> str:
        return f"redis://127.0.0.1:{self._port}/{next(self._numbers)}"

    def _ping(self) -> None:
        with redis.Redis(port=self._port) as client:
            client.ping()


def _binary(name: str) -> str:
    """Where a server is; tests that need it are skipped without, unless in CI."""
    debian = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    found = str(debian[-1]) if debian else shutil.which(name)
    if found is None:
        do_without(f"{name} is not installed (`make backends`)")
    return found


@contextmanager
def _folder(user: str | None) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="bleuet-"))
    try:
        if user is not None:
            shutil.chown(folder, user)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _process(
    command: list[object], end: signal.Signals, folder: Path, *, user: str | None = None
) -> Iterator[None]:
    with (folder / "log").open("wb") as log:
        arguments = [str(part) for part in command]
        if shutil.which("setpriv"):  # should the tests be killed, it does not stay behind
            arguments = ["setpriv", f"--pdeathsig={end.name.removeprefix('SIG')}", *arguments]
        process = subprocess.Popen(arguments, stdout=log, stderr=log, user=user, cwd=folder)
    try:
        yield
    finally:
        stop(process, end)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(ask) -> None:
    ends = time.monotonic() + _STARTS_WITHIN_S
    while True:
        try:
            answer = ask()
        except (psycopg.OperationalError, redis.ConnectionError):
            if time.monotonic() > ends:
                raise
            time.sleep(0.05)
        else:
            if answer is not None:
                answer.close()
            return
