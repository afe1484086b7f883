"""`python -m samples`: draw the samples into this folder."""

from __future__ import annotations

from pathlib import Path

from samples.invoice import draw_invoice
from samples.scan import scan_pdf

FOLDER = Path(__file__).parent


def main() -> None:
    """Write `facture.pdf` and the same as if scanned, `facture-scan.pdf`."""
    invoice = draw_invoice()
    (FOLDER / "facture.pdf").write_bytes(invoice)
    (FOLDER / "facture-scan.pdf").write_bytes(scan_pdf(invoice))


if __name__ == "__main__":
    main()
