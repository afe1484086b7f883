"""The deposit page, and the module that fills other people's forms: files, served as they are."""

from __future__ import annotations

from service.page.routes import router

__all__ = ["router"]
