"""`python -m extractor.training.ablation FOLDER…`: the tables of `docs/ablations.md`."""

from __future__ import annotations

import argparse
import multiprocessing
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import numpy as np

from extractor.processes import start_worker
from extractor.terms import Term
from extractor.training.ablation.spacy_parts import spacy_variants
from extractor.training.ablation.trial import Figures
from extractor.training.ablation.variants import (
    Variant,
    family_variants,
    feature_variants,
    model_variants,
    try_variant,
)
from extractor.training.ensembles import new_classifier
from extractor.training.examples import Example, build_examples, find_documents
from extractor.training.splits import assign_folds

_FAMILY_COUNTS = (7, 14, 28, 56)
_WATCHED = (Term.INVOICE_NUMBER, Term.TOTAL_NET, Term.SUPPLIER_SIRET, Term.SUPPLIER_NAME)
_SECTIONS = {
    "features": "What families of features bring",
    "model": "What the class of model brings",
    "families": "What the number of layout families brings",
    "spacy": "What statistical parts of spaCy would bring, for names",
}

Trial = tuple[Variant, Sequence[Example]]


def main() -> None:
    """Run the trials and print their tables as Markdown."""
    parser = argparse.ArgumentParser(prog="python -m extractor.training.ablation")
    parser.add_argument("folders", nargs="+", type=Path, help="made documents with their labels")
    parser.add_argument("--cache", type=Path, default=Path("generated/cache"))
    parser.add_argument("--documents", type=int, default=2000, help="most documents to use")
    parser.add_argument("--iterations", type=int, default=80)
    parser.add_argument("--sections", nargs="+", choices=_SECTIONS, default=list(_SECTIONS))
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    examples = _examples(options.folders, options.cache, options.documents, options.jobs)
    folds = assign_folds([e.annotation.family for e in examples], 3, seed=options.seed)
    train = [e for e, fold in zip(examples, folds, strict=True) if fold]
    test = [e for e, fold in zip(examples, folds, strict=True) if not fold]
    print(_preamble(train, test))
    trials = list(_trials(train, test, options))
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(options.jobs, context, initializer=start_worker) as pool:
        results = pool.map(partial(try_variant, seed=options.seed), *zip(*trials, strict=True))
        section = ""
        for (variant, _), figures in zip(trials, results, strict=True):
            if variant.section != section:
                section = variant.section
                print(_heading(section))
            print(_row(variant.name, figures), flush=True)
            print(f"{variant.section}: {variant.name}", file=sys.stderr)


def _examples(folders: Sequence[Path], cache: Path, most: int, jobs: int) -> list[Example]:
    pairs = find_documents(folders)
    kept = np.random.default_rng(0).permutation(len(pairs))[:most]
    return list(build_examples([pairs[n] for n in sorted(kept.tolist())], cache, jobs=jobs))


def _trials(
    train: Sequence[Example], test: Sequence[Example], options: argparse.Namespace
) -> Iterator[Trial]:
    seed = options.seed
    make_model = partial(new_classifier, iterations=options.iterations, seed=seed)
    variants: dict[str, Iterator[Trial]] = {
        "features": ((v, test) for v in feature_variants(train, make_model)),
        "model": ((v, test) for v in model_variants(train, seed)),
        "families": ((v, test) for v in family_variants(train, make_model, _FAMILY_COUNTS, seed)),
        "spacy": spacy_variants(train, test, make_model, seed),
    }
    for section in options.sections:
        yield from variants[section]


def _preamble(train: Sequence[Example], test: Sequence[Example]) -> str:
    seen, held = ({e.annotation.family for e in part} for part in (train, test))
    scans = sum(bool(e.annotation.severity) for e in test)
    return (
        f"{len(train)} made documents of {len(seen)} families to learn from, {len(test)} of "
        f"{len(held)} others to score on ({scans} of them degraded and read by OCR)."
    )


def _heading(section: str) -> str:
    watched = "".join(f" {term.value} |" for term in _WATCHED)
    return (
        f"\n## {_SECTIONS[section]}\n\n"
        f"| variant | F1 | native | degraded |{watched} fit, CPU s | score, ms a document |\n"
        f"| --- |{' ---: |' * (len(_WATCHED) + 5)}"
    )


def _row(name: str, figures: Figures) -> str:
    shares = (figures.f1, figures.native, figures.scanned)
    cells = [f"{share:.3f}" for share in shares]
    cells += [f"{figures.by_term[term]:.3f}" for term in _WATCHED]
    return f"| {name} | {' | '.join(cells)} | {figures.fit_s:.0f} | {figures.predict_ms:.1f} |"


if __name__ == "__main__":
    main()
