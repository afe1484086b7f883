"""`bleuet keys`: who may call the service."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from extractor.cli.kept import service_database

if TYPE_CHECKING:
    from service.access import ApiKeys

app = typer.Typer(help="Créer, lister et révoquer les clés du service HTTP.", no_args_is_help=True)

Tenant = Annotated[str, typer.Option(help="À qui appartiendra ce que la clé dépose.")]
Name = Annotated[str, typer.Option(help="À quoi elle sert, pour la reconnaître.")]
Days = Annotated[int | None, typer.Option(min=1, help="Jours jusqu'à son expiration.")]
Rate = Annotated[str | None, typer.Option(help="Sa propre limite, par exemple 100/minute.")]
Number = Annotated[int, typer.Argument(help="Numéro que donne `bleuet keys list`.")]


@app.command()
def create(tenant: Tenant, name: Name, days: Days = None, rate: Rate = None) -> None:
    """Créer une clé ; elle n'est affichée que cette fois."""
    expires = datetime.now(UTC) + timedelta(days=days) if days is not None else None
    with _keys() as keys:
        try:
            kept, key = keys.create(tenant, name, expires=expires, rate=rate)
        except ValueError as error:
            typer.echo(str(error), err=True)
            raise typer.Exit(2) from error
    typer.echo(
        f"Clé n° {kept.id}, locataire {kept.tenant}. Notez-la, elle ne sera plus lisible :",
        err=True,
    )
    typer.echo(key)


@app.command(name="list")
def list_() -> None:
    """Lister les clés, sans les clés elles-mêmes."""
    with _keys() as keys:
        rows = keys.all()
    table = Table("n°", "locataire", "nom", "début", "créée", "expire", "révoquée", "limite")
    for key in rows:
        table.add_row(
            str(key.id),
            key.tenant,
            key.name,
            f"{key.prefix}…",
            *(_day(moment) for moment in (key.created, key.expires, key.revoked)),
            key.rate or "",
        )
    Console().print(table)


@app.command()
def revoke(number: Number) -> None:
    """Révoquer une clé, avec effet immédiat."""
    with _keys() as keys:
        if not keys.revoke(number):
            typer.echo(f"Aucune clé n° {number}", err=True)
            raise typer.Exit(1)
    typer.echo(f"Clé n° {number} révoquée", err=True)


@contextmanager
def _keys() -> Iterator[ApiKeys]:
    """The keys of the service that the environment describes."""
    from service.access import ApiKeys

    with service_database() as database:
        yield ApiKeys(database)


def _day(moment: datetime | None) -> str:
    return "" if moment is None else f"{moment:%Y-%m-%d %H:%M}"
