"""`bleuet worker`: reads the documents of jobs, beside the HTTP service or without it."""

from __future__ import annotations

import typer


def worker() -> None:
    """Lire les documents des travaux déposés (`POST /v1/jobs`), dans un processus à part.

    Les réglages sont dans l'environnement : le stockage (`BLEUET_STORAGE_…`) est celui du service,
    `BLEUET_SERVICE_WORKERS` compte les processus de lecture, `BLEUET_JOBS_…` règle le travail.
    SIGTERM ou Ctrl-C : les documents commencés sont finis ou rendus, puis le processus s'arrête.
    """
    import asyncio

    from service.observability import configure_logs
    from service.settings import ServiceSettings
    from service.working import work_until_told_to_stop

    settings = ServiceSettings()
    configure_logs(settings.log_format)
    asyncio.run(work_until_told_to_stop(service_settings=settings, on_ready=_say_ready))


def _say_ready() -> None:
    typer.echo("En attente de travaux.")
