"""The commands put together; each imports what is heavy only when it runs."""

from __future__ import annotations

import typer

from extractor.cli.batch import batch
from extractor.cli.changes import changes
from extractor.cli.compare import compare
from extractor.cli.corrections import app as corrections
from extractor.cli.evaluate import evaluate
from extractor.cli.extract import extract
from extractor.cli.keys import app as keys
from extractor.cli.label import app as label
from extractor.cli.learn import generate, train
from extractor.cli.promote import promote
from extractor.cli.retention import app as retention
from extractor.cli.serve import serve
from extractor.cli.worker import worker

app = typer.Typer(
    name="bleuet",
    help="Lire une facture française et remplir le formulaire de dépôt Chorus Pro.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)
app.command()(extract)
app.command()(batch)
app.command()(changes)
app.command()(evaluate)
app.command()(compare)
app.command()(train)
app.command()(promote)
app.command()(generate)
app.command()(serve)
app.command()(worker)
app.add_typer(label, name="label")
app.add_typer(keys, name="keys")
app.add_typer(retention, name="retention")
app.add_typer(corrections, name="corrections")


def main() -> None:
    """Run the command that the process's arguments ask for."""
    app()
