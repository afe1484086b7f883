"""`POST /cpro/factures/v1/deposer/pdf`: for clients of Chorus Pro, with another base URL."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response

from service.access import Principal, chorus_credentials_of
from service.api.dependencies import AppParts
from service.api.prefill import keep_if_wanted, read_now
from service.chorus.answers import accepted
from service.chorus.deposits import received_deposit
from service.chorus.schemas import (
    ACCEPTED_EXAMPLE,
    REFUSED_EXAMPLE,
    DepositAnswer,
    DepositRequest,
)

router = APIRouter(tags=["chorus"])

_UNDEALT = {
    400: "Requête mal formée",
    401: "Authentification requise",
    403: "Accès refusé",
    408: "Envoi trop lent",
    413: "Document trop volumineux",
    429: "Trop de requêtes, ou service saturé",
    500: "Erreur interne",
    503: "Service en cours de démarrage",
    504: "Délai de traitement dépassé",
}
RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "Accepté (`codeRetour` 0), ou refusé et pourquoi",
        "content": {
            "application/json": {
                "examples": {
                    "accepted": {"summary": "Accepté", "value": ACCEPTED_EXAMPLE},
                    "refused": {"summary": "Refusé", "value": REFUSED_EXAMPLE},
                }
            }
        },
    },
    **{
        status: {
            "description": description,
            "model": DepositAnswer,
            "content": {
                "application/json": {
                    "example": REFUSED_EXAMPLE | {"codeRetour": status, "libelle": description}
                }
            },
        }
        for status, description in _UNDEALT.items()
    },
}


async def chorus_caller_of(request: Request, parts: AppParts) -> Principal:
    """Who a client of Chorus Pro is; asked before its body is read.

    Raises:
        ServiceError: it may not come in.
    """
    return await parts.gate.admit(request.headers, chorus_credentials_of)


@router.post(
    "/cpro/factures/v1/deposer/pdf",
    summary="Déposer un PDF, comme sur Chorus Pro",
    response_model=DepositAnswer,
    responses=RESPONSES,
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": DepositRequest.model_json_schema()}},
        }
    },
)
async def deposit_pdf(
    request: Request, parts: AppParts, caller: Annotated[Principal, Depends(chorus_caller_of)]
) -> Response:
    """The values of the deposit form that are sure enough, as `deposerPdfFacture` returns them.

    What is wrong with a deposit is answered with status 200 and a `codeRetour` from 29001 on; what
    keeps a call from being dealt with, by its HTTP status, which is the `codeRetour` as well. Where
    a caller is needed, the password of `cpro-account` may be a key, or the token is one.
    """
    parts.admission.check()
    async with received_deposit(
        request,
        max_bytes=parts.limits.max_bytes,
        timeout_s=parts.settings.upload_s,
        spool_dir=parts.settings.spool_dir,
    ) as upload:
        outcome = await read_now(parts, upload)
        await keep_if_wanted(parts, caller, upload, outcome)
    return accepted(outcome.result()["fields"])
