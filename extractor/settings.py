"""Settings of the library: sane defaults, overridden by `BLEUET_…` in the environment."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

PROJECT_ROOT = Path(__file__).resolve().parents[1]


class Limits(BaseSettings):
    """What a deposited document may cost."""

    model_config = SettingsConfigDict(env_prefix="BLEUET_LIMIT_", frozen=True)

    max_bytes: int = Field(120 * 1024 * 1024, description="bytes of the file")
    max_pages: int = Field(200, description="pages of the document")
    max_page_megapixels: float = Field(
        60.0, description="megapixels of one page or image as rasterised"
    )
    ocr_dpi: int = Field(200, description="resolution at which pages are rasterised for OCR")
    timeout_s: float = Field(120.0, description="seconds for one document")
    archive_max_bytes: int = Field(512 * 1024 * 1024, description="bytes of an archive, packed")
    archive_max_unpacked_bytes: int = Field(
        2 * 1024 * 1024 * 1024, description="bytes of all that an archive holds"
    )
    archive_max_ratio: float = Field(
        200.0, description="how many times larger than itself what an archive holds may be"
    )
    archive_max_members: int = Field(10_000, description="files and folders in an archive")


class Settings(BaseSettings):
    """What the extractor uses."""

    model_config = SettingsConfigDict(env_prefix="BLEUET_", frozen=True)

    models_dir: Path = Field(PROJECT_ROOT / "models", description="folder of model versions")
    model_version: str | None = Field(
        None, description="model version; None for the one in `models/CURRENT`"
    )
    ocr_engine: Literal["tesserocr", "pytesseract"] = Field("tesserocr", description="OCR engine")
    ocr_languages: str = Field("fra", description="Tesseract languages, joined by +")
    ocr_second_reading: bool = Field(
        True, description="read unsure words again with a second recogniser"
    )
    invoice_number_max_length: int = Field(
        20, description="Chorus Pro takes 20 characters, the 2026 reform 35"
    )
