"""The JSON of `deposer/pdf`, with the names that Chorus Pro gave its fields."""

from __future__ import annotations

import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

MAX_NAME = 200

_DEPOSIT: dict[str, Any] = {
    "idUtilisateurCourant": 0,
    "fichierFacture": "JVBERi0xLjcKJeLjz9MK…",
    "formatDepot": "PDF_NON_SIGNE",
    "nomFichier": "facture.pdf",
}
ACCEPTED_EXAMPLE: dict[str, Any] = {
    "codeRetour": 0,
    "libelle": "GCU_MSG_01_000",
    "numeroFacture": "FA-2025-0147",
    "dateFacture": "2025-03-12",
    "codeDestinataire": "11000201100044",
    "codeServiceExecutant": "FAC0000075",
    "codeFournisseur": "90412735400017",
    "codeDeviseFacture": "EUR",
    "typeFacture": "FACTURE",
    "typeTva": "TVA_SUR_DEBIT",
    "numeroBonCommande": "1512345678",
    "montantTtcAvantRemiseGlobalTTC": 1481.4,
    "montantAPayer": 1481.4,
    "montantHtTotal": 1234.5,
    "montantTVA": 246.9,
    "pieceJointeId": None,
}
REFUSED_EXAMPLE: dict[str, Any] = dict.fromkeys(ACCEPTED_EXAMPLE) | {
    "codeRetour": 29004,
    "libelle": "pdf.encrypted : PDF protégé par un mot de passe",
}

Amount = Annotated[
    float,
    Field(gt=-10_000_000_000_000, lt=10_000_000_000_000, description="decimal(19,6)"),
]


class DepositRequest(BaseModel):
    """A document to deposit. What is not described is ignored, as there."""

    model_config = ConfigDict(json_schema_extra={"examples": [_DEPOSIT]})

    idUtilisateurCourant: Annotated[
        int | None, Field(description="identifiant technique de l'utilisateur ; sans effet ici")
    ] = None
    fichierFacture: Annotated[
        str,
        Field(
            description="le document en base64 ; retours à la ligne admis",
            json_schema_extra={"contentEncoding": "base64"},
        ),
    ]
    formatDepot: Literal["PDF_NON_SIGNE", "PDF_SIGNE_PADES", "PDF_SIGNE_XADES"]
    nomFichier: Annotated[str, Field(min_length=1, max_length=MAX_NAME)]


class DepositAnswer(BaseModel):
    """What was recognised. Every key is always there; null is a normal value."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [ACCEPTED_EXAMPLE, REFUSED_EXAMPLE]}
    )

    codeRetour: Annotated[int, Field(description="0 : accepté ; sinon `libelle` dit pourquoi")]
    libelle: Annotated[str, Field(description="GCU_MSG_01_000 quand le dépôt est accepté")]
    numeroFacture: Annotated[str, Field(max_length=20)] | None
    dateFacture: datetime.date | None
    codeDestinataire: Annotated[str, Field(max_length=14, description="SIRET")] | None
    codeServiceExecutant: Annotated[str, Field(max_length=100)] | None
    codeFournisseur: Annotated[str, Field(max_length=18, description="SIRET")] | None
    codeDeviseFacture: Annotated[str, Field(min_length=3, max_length=3)] | None
    typeFacture: Literal["FACTURE", "AVOIR"] | None
    typeTva: Literal["TVA_SUR_DEBIT", "TVA_SUR_ENCAISSEMENT", "EXONERATION", "SANS_TVA"] | None
    numeroBonCommande: Annotated[str, Field(max_length=50)] | None
    montantTtcAvantRemiseGlobalTTC: Amount | None
    montantAPayer: Amount | None
    montantHtTotal: Amount | None
    montantTVA: Amount | None
    pieceJointeId: Annotated[
        int | None,
        Field(
            json_schema_extra={"format": "int64"},
            description="toujours null : aucun document n'est conservé",
        ),
    ]
