"""`bleuet label`: labels for documents of one's own, to and from other tools."""

from __future__ import annotations

import typer

from extractor.cli.label.checking import check
from extractor.cli.label.completion import complete
from extractor.cli.label.embedded import factur_x
from extractor.cli.label.exporting import export
from extractor.cli.label.importing import import_
from extractor.cli.label.prefilling import prefill

app = typer.Typer(
    help="Étiqueter ses propres documents, pour l'entraînement et la mesure.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
)
app.command("import")(import_)
app.command("export")(export)
app.command("prefill")(prefill)
app.command("factur-x")(factur_x)
app.command("complete")(complete)
app.command("check")(check)

__all__ = ["app"]
