"""`GET /` and `GET /static/…`."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException

from service.page.assets import Asset, load_assets

router = APIRouter(include_in_schema=False)

REVALIDATE = "no-cache"
FOR_EVER = "public, max-age=31536000, immutable"

# Scripts, styles and calls of our own only; pictures of pages come as blobs.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' blob:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
PAGE_HEADERS = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "referrer-policy": "no-referrer",
}


@router.api_route("/", methods=["GET", "HEAD"])
async def page(request: Request) -> Response:
    """The deposit page."""
    return _answer(request, load_assets().page, REVALIDATE, PAGE_HEADERS)


@router.api_route("/static/{name}", methods=["GET", "HEAD"])
async def current_file(request: Request, name: str) -> Response:
    """A file of the page as it is now, for those who embed the module under a lasting address."""
    return _answer(request, _file(name), REVALIDATE)


@router.api_route("/static/{release}/{name}", methods=["GET", "HEAD"])
async def file_of_a_release(request: Request, release: str, name: str) -> Response:
    """A file under an address that changes when it does."""
    # A page that was loaded before an update still gets files, but nobody is to keep them.
    lasting = release == load_assets().release
    return _answer(request, _file(name), FOR_EVER if lasting else REVALIDATE)


def _file(name: str) -> Asset:
    asset = load_assets().files.get(name)
    if asset is None:
        raise HTTPException(404)
    return asset


def _answer(
    request: Request, asset: Asset, caching: str, more: dict[str, str] | None = None
) -> Response:
    headers = {
        "cache-control": caching,
        "etag": asset.tag,
        "x-content-type-options": "nosniff",
        **(more or {}),
    }
    known = {tag.strip() for tag in request.headers.get("if-none-match", "").split(",")}
    if asset.tag in known:
        return Response(status_code=304, headers=headers)
    return Response(asset.content, media_type=asset.media_type, headers=headers)
