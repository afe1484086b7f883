"""The model card: what a model is, learned from and scored, for a person to read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_CARD = """# Model {version}

Gradient-boosted trees over candidate features, one ensemble for each group of fields, with a
logistic calibration a field. Trained on {documents} documents of {clusters} families and
suppliers ({made} made, {real} real) on {created} by `bleuet train`, with code {code}.

Figures below are held out: each document was scored by models that saw none of its family (made
documents) or supplier (real ones), with a calibration fitted without it. Made documents are not
real ones: for these run `bleuet evaluate`.

![Headline figures by severity of degradation](by-severity.svg)

## Fields

{field_table}

![F1 by field and severity](f1-by-field.svg)

Threshold: confidence from which a value is prefilled, chosen so that at most {target} of the
prefilled values are wrong, with a chance of {delta} to be mistaken ("learn then test", see
`docs/training.md`). Whose values bear it out: those of *all* fields together, the *field*'s own
where these allow a more lenient one, or *none*: then nothing is promised. *Raised*: above that of
all fields, since more than {field_error} of the field's own values were wrong there.

## Calibration

{severity_table}

ECE: expected calibration error over ten bins of equal size. Brier: mean squared distance of
confidence to what came out. AURC: area under the risk-coverage curve. At 1 %: share of the values
that could be kept with at most 1 % of them wrong.

![Reliability diagram](reliability.svg)

![Risk-coverage curve](risk-coverage.svg)

ECE of each field by severity ("–": not stated by these documents):

{ece_table}

## How it was made

{facts_table}

Intended use: prefilling the deposit form for French invoices, with a person checking. Not for
payment decisions without one. Known limits: handwriting, other languages than French and English.
"""


def write_card(manifest: Mapping[str, Any], figures: Mapping[str, Any]) -> str:
    """The text of `CARD.md`.

    Args:
        manifest: the model's.
        figures: as in its `figures.json`.
    """
    training = manifest["training"]
    return _CARD.format(
        version=manifest["version"],
        documents=training["documents"],
        clusters=training["clusters"],
        made=training["made"],
        real=training["documents"] - training["made"],
        created=manifest["created"],
        code=_code(manifest),
        target=f"{100 * figures['target_error']:g} %",
        delta=f"{100 * figures['delta']:g} %",
        field_error=f"{100 * figures['field_error']:g} %",
        field_table=_fields(figures),
        severity_table=_severities(figures),
        ece_table=_ece(figures),
        facts_table=_facts(manifest),
    )


def _code(manifest: Mapping[str, Any]) -> str:
    code = manifest["code"]
    return f"{code['package']} ({code['revision'] or 'revision not known'})"


def _fields(figures: Mapping[str, Any]) -> str:
    rows = []
    for name, own in figures["strata"]["ALL"].items():
        limit = figures["thresholds"].get(name)
        threshold = [f"{limit['threshold']:.4f}", limit["borne_out_by"]] if limit else ["", ""]
        shares = [own[key] for key in ("precision", "recall", "f1")]
        prefill = [own[key] for key in ("prefill_coverage", "prefill_error")]
        cells = [name, str(own["labels"]), *map(_share, shares), *map(_percent, prefill)]
        rows.append([*cells, *threshold])
    head = ("field", "labels", "precision", "recall", "F1", "prefilled right", "prefilled wrong")
    return _table((*head, "threshold", "borne out by"), rows)


def _severities(figures: Mapping[str, Any]) -> str:
    rows = []
    for name, fields in figures["strata"].items():
        own = fields["ALL"]
        measures = [_figure(own[key]) for key in ("ece", "brier", "aurc")]
        counts = [str(own["documents"]), str(own["values"])]
        rows.append([name, *counts, *measures, _percent(own["coverage_at_99"])])
    return _table(("severity", "documents", "values", "ECE", "Brier", "AURC", "at 1 %"), rows)


def _ece(figures: Mapping[str, Any]) -> str:
    strata = figures["strata"]
    rows = [
        [name, *(_figure(fields.get(name, {}).get("ece")) for fields in strata.values())]
        for name in strata["ALL"]
    ]
    return _table(("field", *strata), rows)


def _facts(manifest: Mapping[str, Any]) -> str:
    training = manifest["training"]
    seconds = training["seconds"]
    packages = ", ".join(f"{name} {v}" for name, v in training["packages"].items() if v)
    rows = [
        ["data (SHA-256)", f"`{training['data_sha256']}`"],
        [
            "seed, rounds, folds",
            f"{training['seed']}, {training['iterations']}, {training['folds']}",
        ],
        ["seconds", ", ".join(f"{name} {taken:.0f}" for name, taken in seconds.items())],
        ["Python", f"{training['python']} on {training['cpus']} processors"],
        ["packages", packages],
    ]
    return _table(("what", ""), rows, numbers=False)


def _table(head: tuple[str, ...], rows: list[list[str]], *, numbers: bool = True) -> str:
    rule = ["---", *(("---:" if numbers else "---") for _ in head[1:])]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *rows))


def _share(value: float) -> str:
    return f"{value:.3f}"


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.4f}"


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.1f} %"
