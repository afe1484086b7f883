"""The figures of a run, from what was counted of its parts."""

from __future__ import annotations

from extractor.batch.store import SCHEMA_VERSION, Run
from extractor.batch.tally import BINS, KINDS, Tally
from extractor.serialisation import JsonObject
from extractor.terms import Term


def summarise(run: Run, tally: Tally, *, complete: bool) -> JsonObject:
    """The summary of a run, as `summary.json` has it (`docs/batch.md`).

    Args:
        run: what it is.
        tally: what was counted of all that is committed.
        complete: whether the source was read to its end.
    """
    counts = tally.counts
    return {
        "schema_version": SCHEMA_VERSION,
        "source": run.source,
        "model_version": run.model_version,
        "since": run.since or None,
        "complete": complete,
        "documents": counts["documents"],
        "read": counts["status/ok"],
        "failed": counts["status/error"],
        "retried": counts["retried"],
        "pages": counts["pages"],
        "errors": {
            kind: {"documents": count, "examples": tally.examples.get(kind, [])}
            for kind, count in tally.below("error").items()
        },
        "page_sources": tally.below("source"),
        "deposit_formats": tally.below("format"),
        "findings": tally.below("finding"),
        "processor": {
            kind: _cost(tally, kind) for kind in KINDS if counts[f"kind/{kind}/documents"]
        },
        "fields": {term.value: _field(tally, term) for term in Term},
        "slowest": [
            {"document": name, "total_ms": ms, "pages": pages} for ms, name, pages in tally.slowest
        ],
    }


def _cost(tally: Tally, kind: str) -> JsonObject:
    own = tally.below(f"kind/{kind}")
    cpu_s, pages = own.get("cpu_us", 0) / 1e6, own.get("pages", 0)
    return {
        "documents": own["documents"],
        "pages": pages,
        "cpu_s": round(cpu_s, 3),
        "cpu_s_per_page": round(cpu_s / pages, 5) if pages else None,
    }


def _field(tally: Tally, term: Term) -> JsonObject:
    bins = tally.below(f"confidence/{term}")
    return {
        "filled": tally.counts[f"filled/{term}"],
        "prefilled": tally.counts[f"prefilled/{term}"],
        "confidence": [bins.get(str(number), 0) for number in range(BINS)],
    }
