"""`bleuet retention`: what the service may keep to learn from, and for how long."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from extractor.cli.kept import service_database

if TYPE_CHECKING:
    from service.retention import Retention
    from service.retention.forgetting import Forgotten

app = typer.Typer(
    help="Ce que le service garde des documents pour apprendre : rien, sauf avis contraire.",
    no_args_is_help=True,
)

Tenant = Annotated[str, typer.Argument(metavar="LOCATAIRE", help="`local` sans authentification.")]
SomeTenant = Annotated[
    str | None, typer.Argument(metavar="[LOCATAIRE]", help="Sans lui, tous.", show_default=False)
]
Days = Annotated[int | None, typer.Option(min=1, max=3650, help="Jours pendant lesquels garder.")]
Off = Annotated[bool, typer.Option("--off", help="Ne plus rien garder, et oublier le reste.")]
Expired = Annotated[bool, typer.Option("--expired", help="Seulement ce qui a expiré.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Ne pas demander confirmation.")]


@app.command(name="set")
def set_(tenant: Tenant, days: Days = None, off: Off = False) -> None:
    """Garder les documents d'un locataire, leurs résultats et les saisies, ou ne plus les garder.

    Une durée plus courte vaut aussi pour ce qui est déjà gardé ; une plus longue, non.
    """
    if (days is None) != off:
        raise typer.BadParameter("--days N ou --off, l'un des deux")
    with _retention() as retention:
        if days is None:
            retention.policies.remove(tenant)
            forgotten = retention.forgetting.everything(tenant)
            typer.echo(f"Plus rien n'est gardé de {tenant} ; {_oublies(forgotten)}", err=True)
            return
        try:
            retention.policies.set(tenant, days)
        except ValueError as error:
            typer.echo(str(error), err=True)
            raise typer.Exit(2) from error
    typer.echo(f"Les documents de {tenant} sont gardés {days} jours", err=True)


@app.command(name="list")
def list_() -> None:
    """Lister les locataires dont les documents sont gardés, et ce qui est gardé."""
    with _retention() as retention:
        stocks = retention.policies.stocks()
    table = Table("locataire", "jours", "depuis", "documents", "saisies", "expire à partir du")
    for stock in stocks:
        table.add_row(
            stock.tenant,
            "" if stock.days is None else str(stock.days),
            _day(stock.since),
            str(stock.documents),
            str(stock.corrections),
            _day(stock.next_expiry),
        )
    Console().print(table)


@app.command()
def purge(tenant: SomeTenant = None, expired: Expired = False, yes: Yes = False) -> None:
    """Oublier tout de suite ce qui est gardé d'un locataire, ou de tous."""
    if tenant is None and not expired and not yes:
        typer.confirm("Oublier ce qui est gardé de tous les locataires ?", abort=True)
    with _retention() as retention:
        forgetting = retention.forgetting
        forgotten = forgetting.expired(tenant) if expired else forgetting.everything(tenant)
    typer.echo(_oublies(forgotten))


@contextmanager
def _retention() -> Iterator[Retention]:
    """What the service that the environment describes keeps."""
    from service.retention import Retention
    from service.settings import StorageSettings

    with service_database() as database:
        yield Retention.of(database, StorageSettings())


def _oublies(forgotten: Forgotten) -> str:
    return f"{forgotten.documents} documents et {forgotten.corrections} saisies oubliés"


def _day(moment: datetime | None) -> str:
    return "" if moment is None else f"{moment:%Y-%m-%d}"
