from __future__ import annotations

from pathlib import Path

from training_data import read_annotation
from training_data.__main__ import main


def test_documents_are_written_with_their_annotations(tmp_path: Path) -> None:
    main([str(tmp_path / "out"), "--count", "4", "--seed", "2", "--scan-share", "0.5"])
    pdfs = sorted((tmp_path / "out").glob("*.pdf"))
    assert len(pdfs) == 4
    for pdf in pdfs:
        assert pdf.read_bytes().startswith(b"%PDF")
        assert read_annotation(pdf.with_suffix(".json")).file == pdf.name
