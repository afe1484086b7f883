"""Whether the service lives, is ready, and how it fares; what model it reads with."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse
from prometheus_client import CONTENT_TYPE_LATEST

from extractor.errors import ArtefactError
from service.api.dependencies import AppParts
from service.api.schemas import Health, ModelCard
from service.errors import NotReadyError
from service.problems import openapi_responses

router = APIRouter(tags=["service"])


@router.get("/healthz", summary="Le service vit")
async def healthz() -> Health:
    """Liveness."""
    return Health(status="ok")


@router.get(
    "/readyz",
    summary="Le service est prêt",
    response_model=Health,
    responses=openapi_responses((NotReadyError,)),
)
async def readyz(parts: AppParts) -> Response:
    """Readiness: 503 until a model is loaded."""
    if parts.reader.model_version is None:
        raise NotReadyError
    return JSONResponse({"status": "ok"})


@router.get(
    "/metrics",
    summary="Mesures pour Prometheus",
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}},
    response_class=Response,
)
async def metrics(parts: AppParts) -> Response:
    """Requests, documents, stages, confidences and processes, in Prometheus's text format."""
    return Response(parts.metrics.exposition(), media_type=CONTENT_TYPE_LATEST)


@router.get(
    "/v1/model", summary="Le modèle en service", responses=openapi_responses((ArtefactError,))
)
async def model(parts: AppParts) -> ModelCard:
    """The manifest and card of the model in use."""
    version = parts.reader.model_version
    if version is None:
        raise ArtefactError("Aucun modèle n'est chargé")
    folder = parts.extractor_settings.models_dir / version
    manifest: dict[str, Any] = json.loads(_text(folder / "manifest.json") or "{}")
    return ModelCard(model_version=version, manifest=manifest, card=_text(folder / "CARD.md"))


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""
