"""A service whose documents say what a test wants, and requests as clients make them."""

from __future__ import annotations

import base64
from contextlib import contextmanager
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from extractor.document import Field
from extractor.settings import Limits
from extractor.terms import Term
from service.app import create_app
from service.settings import AccessSettings, ServiceSettings

URL = "/cpro/factures/v1/deposer/pdf"
KEYS = [
    "codeRetour",
    "libelle",
    "numeroFacture",
    "dateFacture",
    "codeDestinataire",
    "codeServiceExecutant",
    "codeFournisseur",
    "codeDeviseFacture",
    "typeFacture",
    "typeTva",
    "numeroBonCommande",
    "montantTtcAvantRemiseGlobalTTC",
    "montantAPayer",
    "montantHtTotal",
    "montantTVA",
    "pieceJointeId",
]
MAX_BYTES = 30_000

WHOLE = {
    Term.INVOICE_NUMBER: "FA-2025-0147",
    Term.ISSUE_DATE: "2025-03-12",
    Term.BUYER_SIRET: "11000201100044",
    Term.SERVICE_CODE: "FAC0000075",
    Term.SUPPLIER_SIRET: "90412735400017",
    Term.CURRENCY: "EUR",
    Term.DOCUMENT_TYPE: "invoice",
    Term.VAT_REGIME: "on_debits",
    Term.ENGAGEMENT_NUMBER: "1512345678",
    Term.TOTAL_GROSS: "1481.40",
    Term.AMOUNT_DUE: "1481.40",
    Term.TOTAL_NET: "1234.50",
    Term.TOTAL_VAT: "246.90",
}


def deposit(content: bytes = b"fine", **changes):
    """The JSON of a deposit; None leaves a field out."""
    request = {
        "idUtilisateurCourant": 0,
        "fichierFacture": base64.b64encode(content).decode(),
        "formatDepot": "PDF_NON_SIGNE",
        "nomFichier": "facture.pdf",
        **changes,
    }
    return {key: value for key, value in request.items() if value is not None}


@pytest.fixture
def reads(fake_extractor, monkeypatch):
    """Makes every readable document say given values, all sure but those of `unsure`."""
    extract = fake_extractor.extract
    seen = []

    def says(values, *, unsure=()):
        def extract_given(data):
            seen.append(data)
            fields = tuple(
                Field(term, value, value, 0.99, term not in unsure, "text_layer")
                for term, value in values.items()
            )
            return replace(extract(data), fields=fields)

        monkeypatch.setattr(fake_extractor, "extract", extract_given)
        return seen

    return says


@pytest.fixture
def serving(fake_extractor):
    """Opens a client on a service with given settings of access."""

    @contextmanager
    def open_client(*, service_settings=None, **access):
        app = create_app(
            fake_extractor,
            limits=Limits(max_bytes=MAX_BYTES),
            service_settings=service_settings or ServiceSettings(),
            access_settings=AccessSettings(**access) if access else None,
        )
        with TestClient(app, raise_server_exceptions=False) as client:
            yield client

    return open_client


@pytest.fixture
def client(serving):
    with serving() as opened:
        yield opened
