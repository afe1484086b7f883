"""`bleuet corrections`: what people submitted, as figures and as labels to learn from."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from extractor.cli.correction_export import ExportTask, export_one, exported_name
from extractor.cli.kept import service_database
from extractor.cli.label.formats import Out
from extractor.cli.label.outcomes import report, work_through

if TYPE_CHECKING:
    from service.corrections import FieldOutcome

app = typer.Typer(
    help="Ce que les personnes ont saisi en définitive : chiffres, et données d'entraînement.",
    no_args_is_help=True,
)

_WIDTH = 100  # where the table goes to a file

Tenant = Annotated[
    str | None, typer.Option(help="Un locataire ; sans lui, tous.", show_default=False)
]
Since = Annotated[
    datetime | None,
    typer.Option(formats=["%Y-%m-%d"], help="Premier jour (UTC).", show_default=False),
]


@app.command()
def export(out: Out, tenant: Tenant = None, since: Since = None) -> None:
    """Écrire les documents gardés et ce qui en a été saisi, comme `bleuet train` les prend.

    Un document déposé plusieurs fois est écrit une fois, avec la dernière saisie. Les valeurs
    changées n'ont pas de cadre : `bleuet label complete` les cherche sur les pages.

    Code de sortie : 0 tout est écrit, 1 un document est laissé de côté, 2 mauvais usage.
    """
    from service.corrections.store import CorrectionStore
    from service.retention import Retention
    from service.settings import StorageSettings

    with service_database() as database:
        documents = Retention.of(database, StorageSettings()).documents
        kept = CorrectionStore(database).all(tenant, _utc(since))
        latest = {correction.sha256: correction for correction in kept}
        out.mkdir(mode=0o700, parents=True, exist_ok=True)
        outcomes = work_through(
            export_one,
            [ExportTask(correction, documents, out) for correction in latest.values()],
            names=[exported_name(sha256) for sha256 in latest],
            jobs=1,
            description="Écriture",
        )
    report(outcomes, done="écrits")


@app.command()
def figures(tenant: Tenant = None, since: Since = None) -> None:
    """Afficher la part des valeurs préremplies qui ont été acceptées, par modèle et par champ."""
    from extractor.terms import Term
    from service.corrections import accepted_share
    from service.corrections.figures import tally
    from service.corrections.store import CorrectionStore

    with service_database() as database:
        counts = tally(CorrectionStore(database).all(tenant, _utc(since)))
    order = list(Term)
    console = Console()
    totals: dict[str, Counter[FieldOutcome]] = {}
    table = Table("modèle", "champ")
    for name in ("préremplis", "acceptés", "changés", "vidés", "part"):
        table.add_column(name, justify="right")
    by_model = sorted(counts.items(), key=lambda item: (item[0][1], order.index(item[0][0])))
    for (term, version), outcomes in by_model:
        totals.setdefault(version, Counter()).update(outcomes)
        if accepted_share(outcomes) is not None:
            table.add_row(version, term.value, *_cells(outcomes))
    table.add_section()
    for version, outcomes in totals.items():
        table.add_row(version, "tous", *_cells(outcomes))
    console.width = console.width if console.is_terminal else _WIDTH
    console.print(table)


def _cells(outcomes: Counter[FieldOutcome]) -> list[str]:
    from service.corrections.comparison import PREFILLED, accepted_share

    share = accepted_share(outcomes)
    counts = [outcomes[outcome] for outcome in PREFILLED]
    return [
        *map(str, (sum(counts), *counts)),
        "" if share is None else f"{100 * share:.1f} %".replace(".", ","),
    ]


def _utc(day: datetime | None) -> datetime | None:
    return None if day is None else day.replace(tzinfo=UTC)
