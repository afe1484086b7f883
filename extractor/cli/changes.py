"""`bleuet changes`: what a batch says otherwise than one before it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from extractor.batch.comparison import RunComparison

Old = Annotated[
    Path, typer.Argument(metavar="ANCIEN", exists=True, file_okay=False, help="Dossier d'un lot.")
]
New = Annotated[
    Path, typer.Argument(metavar="NOUVEAU", exists=True, file_okay=False, help="D'un autre lot.")
]
Examples = Annotated[int, typer.Option(min=0, help="Exemples à donner de chaque changement.")]
AsJson = Annotated[bool, typer.Option("--json", help="En JSON.")]


def changes(old: Old, new: New, examples: Examples = 3, as_json: AsJson = False) -> None:
    """Comparer deux lots (`bleuet batch`) : quels champs changent, dans combien de documents.

    Les documents se reconnaissent à leur nom dans la source de leur lot.
    """
    import json

    from extractor.batch.comparison import compare_runs
    from extractor.batch.errors import StoreError

    try:
        comparison = compare_runs(old, new, examples=examples)
    except StoreError as error:
        raise typer.BadParameter(str(error), param_hint="ANCIEN NOUVEAU") from error
    if as_json:
        typer.echo(json.dumps(comparison.as_json(), ensure_ascii=False, indent=1))
    else:
        _print(comparison)


def _print(comparison: RunComparison) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    console = Console(highlight=False)
    if not console.is_terminal:  # a file or a pipe has no width: do not fold the table
        console = Console(highlight=False, width=200)
    console.print(
        f"{comparison.documents} documents dans les deux lots, {comparison.changed} avec un champ "
        f"changé ; {comparison.only_old} seulement dans l'ancien, "
        f"{comparison.only_new} seulement dans le nouveau",
        markup=False,
    )
    for outcome in comparison.outcomes:
        names = ", ".join(outcome.examples)
        line = f"{outcome.old} -> {outcome.new} : {outcome.documents} ({names})"
        console.print(line, markup=False)
    table = Table("champ", title="Valeurs changées, en documents")
    for name in ("autre", "apparue", "disparue", "préremplie", "plus préremplie"):
        table.add_column(name, justify="right")
    table.add_column("par exemple", overflow="fold")
    for change in comparison.fields:
        counts = (
            change.changed,
            change.appeared,
            change.gone,
            change.prefilled,
            change.suggested,
        )
        shown = "\n".join(
            f"{e.document} : {e.old or '–'} -> {e.new or '–'}" for e in change.examples
        )
        table.add_row(change.field, *map(str, counts), escape(shown))
    console.print(table)
    for name, documents in comparison.rows.items():
        console.print(f"{name} : {documents} documents", markup=False)
