"""`GET /v1/model`: what the service reads with."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from fastapi import APIRouter

from extractor.errors import ArtefactError
from service.api.dependencies import AppParts
from service.api.schemas import ModelCard
from service.problems import openapi_responses

router = APIRouter(tags=["service"])


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
