"""Whether the service lives, is ready, and how it fares."""

from __future__ import annotations

from anyio import to_thread
from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from prometheus_client import CONTENT_TYPE_LATEST

from service.api.dependencies import AppParts, caller_of
from service.api.schemas import Health
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
async def metrics(request: Request, parts: AppParts) -> Response:
    """Requests, documents, stages, confidences and processes, in Prometheus's text format."""
    if parts.access.metrics == "required":
        await caller_of(request, parts)
    figures = await to_thread.run_sync(parts.metrics.exposition)  # some ask the database
    return Response(figures, media_type=CONTENT_TYPE_LATEST)
