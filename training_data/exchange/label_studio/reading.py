"""From Label Studio's JSON export to drafts, one a document."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from extractor.terms import TERMS
from training_data.annotation import TABLES
from training_data.annotation.values import COLUMNS
from training_data.exchange.drafts import Draft, ExchangeError, Region
from training_data.exchange.label_studio.files import Documents, file_of, pages_of
from training_data.exchange.label_studio.interface import ABSENT, LABELS, UNPLACED
from training_data.exchange.label_studio.results import Marked, read_results
from training_data.exchange.label_studio.tasks import FACTS

_UNPLACED = re.compile(r"\s*([\w.]+)\s*(?:\[(\d+)\])?\s*[=:]\s*(.*\S)\s*")


def read_export(
    text: str, names: Iterable[str], mapping: Mapping[str, str | None] | None = None
) -> tuple[list[Draft], dict[str, list[str]]]:
    """The drafts in an export.

    Understood are tasks with one page (`data.image`) and tasks with all pages of a document
    (`data.pages`, with an `item_index` in each result). Of several annotations of a task, the one
    marked as ground truth counts, else the latest; predictions alone are no labels.

    Args:
        text: the content of the file: Label Studio's JSON (not JSON-MIN).
        names: file names of the documents that there are.
        mapping: field, or `table.column`, by label, where labels have other names; None for one
            that shall be left out.

    Returns:
        One draft a document in the order of the export; and by reason, the tasks left out.

    Raises:
        ExchangeError: the text is no such export.
    """
    documents = Documents(names)
    labels = LABELS | {k: LABELS.get(v or "", "") for k, v in (mapping or {}).items()}
    left_out: defaultdict[str, list[str]] = defaultdict(list)
    found: dict[str, list[tuple[Marked, ...]]] = {}
    facts: dict[str, Mapping[str, Any]] = {}
    skipped: dict[str, Counter[str]] = {}
    for task in _tasks(text):
        pages = pages_of(task["data"], documents)
        if pages is None:
            left_out["tâche dont le document n'est pas dans le dossier"].append(_name(task))
            continue
        annotation, others = _choose(task)
        if annotation is None:
            left_out[_why_unfinished(task)].append(_name(task))
            continue
        file = pages[0][0]
        counts = skipped.setdefault(file, Counter())
        counts.update({"autre annotation de la même tâche": others} if others else {})
        found.setdefault(file, []).append(tuple(read_results(annotation, pages, counts)))
        facts[file] = facts.get(file) or _facts(task["data"])
    drafts = [_draft(f, marked, facts[f], labels, skipped[f]) for f, marked in found.items()]
    return drafts, dict(left_out)


def _name(task: Mapping[str, Any]) -> str:
    """How a person knows a task: by its file, else by the number that Label Studio shows."""
    return file_of(task["data"]) or f"n° {task.get('id', '?')}"


def _why_unfinished(task: Mapping[str, Any]) -> str:
    if any(isinstance(a, dict) and a.get("was_cancelled") for a in _annotations(task)):
        return "tâche passée (« Skip »)"
    if task.get("predictions"):
        return "tâche sans annotation, que personne n'a validée (« Submit »)"
    return "tâche sans annotation"


def _annotations(task: Mapping[str, Any]) -> Iterable[Any]:
    return task.get("annotations") or task.get("completions") or ()


def _tasks(text: str) -> Iterator[Mapping[str, Any]]:
    try:
        tasks = json.loads(text)
    except ValueError as error:
        raise ExchangeError(
            f"JSON mal formé ({error}) : l'export « JSON » de Label Studio est attendu"
        ) from error
    if isinstance(tasks, dict):
        tasks = [tasks]
    if not isinstance(tasks, list):
        raise ExchangeError("une liste de tâches Label Studio est attendue")
    for index, task in enumerate(tasks):
        if not isinstance(task, dict) or not isinstance(task.get("data"), dict):
            raise ExchangeError(
                f"tâche {index + 1} sans « data » : l'export « JSON » de Label Studio est attendu, "
                "non « JSON-MIN »"
            )
        yield task


def _choose(task: Mapping[str, Any]) -> tuple[list[Any] | None, int]:
    """The results of the annotation that counts, and how many others were finished."""
    finished = [
        annotation
        for annotation in _annotations(task)
        if isinstance(annotation, dict)
        and isinstance(annotation.get("result"), list)
        and not annotation.get("was_cancelled")
    ]
    if not finished:
        return None, 0
    best = max(
        enumerate(finished),
        key=lambda item: (
            (bool(item[1].get("ground_truth")), str(item[1].get("updated_at", "")), item[0])
        ),
    )[1]
    return list(best["result"]), len(finished) - 1


def _facts(data: Mapping[str, Any]) -> Mapping[str, Any]:
    facts = data.get(FACTS)
    return facts if isinstance(facts, dict) else {}


def _draft(
    file: str,
    tasks: list[tuple[Marked, ...]],
    facts: Mapping[str, Any],
    labels: Mapping[str, str],
    skipped: Counter[str],
) -> Draft:
    regions = []
    absent: set[str] = set()
    for marked in (mark for task in tasks for mark in task):
        if marked.label == UNPLACED:
            regions += list(_unplaced(marked.texts, labels, skipped))
        elif marked.label == ABSENT:
            absent.update(marked.texts)
        elif name := labels.get(marked.label, ""):
            regions.append(Region(name, marked.text, marked.page, marked.bbox, marked.row))
        else:
            skipped[
                f"étiquette « {marked.label} »" if marked.label else "cadre sans étiquette"
            ] += 1
    seen = {COLUMNS.get(region.name, region.name) for region in regions}
    told = facts.get("unlabelled")
    # Nothing marked in a table says nothing of it, unless a person says that there is none.
    unlabelled = set(told if isinstance(told, list) else TABLES) - seen - absent
    derivable = facts.get("derivable")
    alternatives = facts.get("alternatives")
    seed = facts.get("seed")
    return Draft(
        file,
        tuple(regions),
        derivable=tuple(derivable.items()) if isinstance(derivable, dict) else (),
        alternatives=tuple(
            (name, tuple(map(str, values)))
            for name, values in (alternatives if isinstance(alternatives, dict) else {}).items()
            if isinstance(values, list)
        ),
        unlabelled=frozenset(name for name in unlabelled if name in TERMS or name in TABLES),
        family=str(facts.get("family", "")),
        seed=seed if isinstance(seed, int) else None,
        severity=str(facts.get("severity", "")),
        skipped=skipped,
    )


def _unplaced(
    texts: Iterable[str], labels: Mapping[str, str], skipped: Counter[str]
) -> Iterator[Region]:
    for text in texts:
        match = _UNPLACED.fullmatch(text)
        name = labels.get(match[1], "") if match else ""
        if match and name:
            yield Region(name, match[3], row=match[2] or "")
        else:
            skipped[f"valeur sans cadre « {text} »"] += 1
