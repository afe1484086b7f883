"""`bleuet serve`: the HTTP service."""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from service.access import Gate

Host = Annotated[str, typer.Option(envvar="BLEUET_HOST", help="Adresse d'écoute.")]
Port = Annotated[int, typer.Option("--port", "-p", envvar="PORT", min=1, max=65535, help="Port.")]

SAMPLE = Path("samples/facture.pdf")


def serve(host: Host = "127.0.0.1", port: Port = 8000) -> None:
    """Démarrer le service HTTP ; les réglages sont dans l'environnement (`BLEUET_…`).

    `.env.example` les énumère. SIGTERM ou Ctrl-C : les requêtes commencées reçoivent leur réponse
    (`BLEUET_SERVICE_SHUTDOWN_S`), aucune autre n'est acceptée, puis le service s'arrête.
    """
    import uvicorn

    from service.app import create_app
    from service.observability import configure_logs
    from service.settings import ServiceSettings

    # uvicorn lets requests end, and then sends itself the signal that it got once more
    signal.signal(signal.SIGTERM, _end_well)
    settings = ServiceSettings()
    configure_logs(settings.log_format)
    app = create_app(
        service_settings=settings, host=host, on_ready=lambda: _say_ready(host, port, gate)
    )
    gate = app.state.parts.gate
    uvicorn.run(
        app,
        host=host,
        port=port,
        log_config=None,
        access_log=False,
        ws="none",  # there is nothing to talk with, and its log has whatever address is asked for
        timeout_graceful_shutdown=settings.shutdown_s,
    )


def _end_well(_number: int, _frame: FrameType | None) -> None:
    """To be told to stop is no failure."""
    raise SystemExit(0)


def _say_ready(host: str, port: int, gate: Gate) -> None:
    """The last lines that a person sees: what to do next."""
    sample = SAMPLE if SAMPLE.is_file() else "facture.pdf"
    key = '-H "X-API-Key: $CLE" ' if gate.required else ""
    typer.echo(
        f"\nPrêt. Page de dépôt : http://{host}:{port}/\n"
        f"Documentation de l'API : http://{host}:{port}/docs\n"
        "Pour envoyer une première facture, dans un autre terminal :\n\n"
        f"    curl {key}-F file=@{sample} http://{host}:{port}/v1/prefill\n"
    )
    if not gate.can_anybody_call():
        typer.echo(
            "Personne ne peut encore appeler ce service : il demande une clé, et il n'y en a "
            "aucune.\nPour en créer une :\n\n"
            "    bleuet keys create --tenant mairie --name essai\n"
        )
    sys.stdout.flush()  # into a log file as well
