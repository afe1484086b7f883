"""Corrections of an application: compared, counted, and kept where that is wanted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from extractor.terms import Term
from service.corrections.comparison import FieldOutcome, compare
from service.corrections.figures import CorrectionCollector
from service.corrections.store import CorrectionStore
from service.corrections.submissions import Submission
from service.storage import Database

UNKNOWN = "unknown"
_VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


@dataclass(frozen=True, slots=True)
class Corrections:
    """Takes corrections.

    Attributes:
        store: where they are kept.
        models_dir: folder of the models that there are.
        figures: of those taken since the service was started.
    """

    store: CorrectionStore
    models_dir: Path
    figures: CorrectionCollector = field(default_factory=CorrectionCollector)

    @classmethod
    def of(cls, database: Database, models_dir: Path) -> Corrections:
        """The corrections of an application.

        Args:
            database: closed by its owner.
            models_dir: folder of models.
        """
        return cls(CorrectionStore(database), models_dir)

    def take(
        self, tenant: str, submission: Submission
    ) -> tuple[Mapping[Term, FieldOutcome], datetime | None]:
        """Compare, count, and keep a submission. Blocks.

        Args:
            tenant: whose.
            submission: what was submitted.

        Returns:
            What became of each field, and until when it is kept; None if it is not.
        """
        outcomes = compare(submission)
        kept_until = self.store.keep(tenant, submission, outcomes)
        form = (tenant, submission.sha256, submission.model_version)
        self.figures.count(form, self._known(submission.model_version), outcomes)
        return outcomes, kept_until

    def _known(self, version: str) -> str:
        """A version that there is, so that callers cannot make up any number of them."""
        if _VERSION.fullmatch(version) and (self.models_dir / version / "manifest.json").is_file():
            return version
        return UNKNOWN
