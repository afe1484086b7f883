"""The calls of the API."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from extractor.errors import ArtefactError
from extractor.settings import Limits, Settings
from service.problems import STATUS, openapi_responses, problem
from service.readers import Reader
from service.schemas import Health, ModelCard, ResultDocument
from service.uploads import RAW_MEDIA_TYPES, read_upload

router = APIRouter()

_BINARY = {"schema": {"type": "string", "format": "binary"}}
_UPLOAD = {
    "required": True,
    "content": {
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": ["file"],
                "properties": {"file": _BINARY["schema"]},
            }
        },
        **{media_type: _BINARY for media_type in sorted(RAW_MEDIA_TYPES)},
    },
}


@router.post(
    "/v1/prefill",
    tags=["prefill"],
    summary="Lire une facture",
    response_model=ResultDocument,
    responses=openapi_responses(tuple(STATUS)),
    openapi_extra={"requestBody": _UPLOAD},
)
async def prefill(request: Request) -> Response:
    """The values of the deposit form, with confidence and place, from one deposited document."""
    limits: Limits = request.app.state.limits
    upload = await read_upload(request, max_bytes=limits.max_bytes)
    # Not validated on the way out: the result's shape is ours, and a test holds it.
    return JSONResponse(await _reader(request).read(upload))


@router.get("/healthz", tags=["service"], summary="Le service vit")
async def healthz() -> Health:
    """Liveness."""
    return Health(status="ok")


@router.get("/readyz", tags=["service"], summary="Le service est prêt", response_model=Health)
async def readyz(request: Request) -> Response:
    """Readiness: 503 until a model is loaded."""
    if _reader(request).model_version is None:
        answer = problem(
            503,
            type_="service.not_ready",
            title="Service en cours de démarrage",
            detail="Le modèle n'est pas encore chargé",
        )
        answer.headers["Retry-After"] = "1"
        return answer
    return JSONResponse({"status": "ok"})


@router.get("/v1/model", tags=["service"], summary="Le modèle en service")
async def model(request: Request) -> ModelCard:
    """The manifest and card of the model in use."""
    version = _reader(request).model_version
    if version is None:
        raise ArtefactError("Aucun modèle n'est chargé")
    settings: Settings = request.app.state.settings
    folder = settings.models_dir / version
    manifest: dict[str, Any] = json.loads(_text(folder / "manifest.json") or "{}")
    return ModelCard(model_version=version, manifest=manifest, card=_text(folder / "CARD.md"))


def _reader(request: Request) -> Reader:
    reader: Reader = request.app.state.reader
    return reader


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""
