# syntax=docker/dockerfile:1
# The service and its worker. Settings: .env.example; how to run it: compose.yaml and README.md.

FROM python:3.11-slim AS build
WORKDIR /build
RUN python -m venv /opt/bleuet
ENV PATH=/opt/bleuet/bin:$PATH PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
COPY requirements-service.lock ./
RUN pip install --require-hashes --requirement requirements-service.lock
COPY pyproject.toml README.md LICENSE ./
COPY extractor extractor
COPY service service
# the build tool is locked too, since spaCy needs it
RUN pip install --no-deps --no-build-isolation . && pip uninstall --yes pip

FROM python:3.11-slim
# The wheels bring Tesseract's library with them; the command is for BLEUET_OCR_ENGINE=pytesseract,
# the language data for BLEUET_OCR_LANGUAGES beyond the French that is in models/.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
        tesseract-ocr tesseract-ocr-fra tesseract-ocr-eng \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin bleuet \
    && install --directory --owner=bleuet --group=bleuet --mode=0700 /var/lib/bleuet /spool
COPY --from=build /opt/bleuet /opt/bleuet
COPY models /opt/bleuet/models
ENV PATH=/opt/bleuet/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    BLEUET_HOST=0.0.0.0 \
    PORT=8000 \
    BLEUET_MODELS_DIR=/opt/bleuet/models \
    BLEUET_STORAGE_FOLDER=/var/lib/bleuet \
    BLEUET_SERVICE_SPOOL_DIR=/spool
USER bleuet
WORKDIR /var/lib/bleuet
# Only these two are written to: the root file system may be read-only. /spool holds documents while
# they are read, and should be in memory.
VOLUME ["/var/lib/bleuet"]
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen('http://127.0.0.1:' + os.environ['PORT'] + '/readyz', timeout=4)"]
ENTRYPOINT ["bleuet"]
CMD ["serve"]
