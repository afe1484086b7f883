# Every target that a person calls has a `## description`; `make` alone prints them.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
JOBS ?= 2
SECONDS ?= 60
CORPUS ?= ../shared/corpus
TRAIN ?=
KEPT ?=
COUNT ?= 1000
TRAIN_COUNT ?= 5000
TRAIN_SCANS ?= 0.3
SEED ?= 0
# Made from other seeds than the documents learned from, to decide on promotion.
HELD_OUT_COUNT ?= 600
HELD_OUT_SEED ?= 9000000
VERSION ?= $(shell date +%Y.%m.%d)
OUT ?= generated
# Made documents are set in whichever of these there are.
TYPEFACES := fonts-liberation fonts-open-sans fonts-lato fonts-roboto-unhinted fonts-cantarell \
	fonts-crosextra-carlito fonts-crosextra-caladea fonts-ebgaramond

# The stamps make a second run quick: each set-up step runs again only when its input changed.
SYSTEM_STAMP := $(VENV)/.system-packages
PACKAGES_STAMP := $(VENV)/.packages
BACKENDS_STAMP := $(VENV)/.backends
PEERS := .venv-peers
PEERS_STAMP := $(PEERS)/.packages

.PHONY: help
help: ## print this help
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

.PHONY: setup
setup: $(PACKAGES_STAMP) ## install everything into .venv (and missing system packages)

$(SYSTEM_STAMP): .ci/system-packages .ci/python
	@python=$$(.ci/python); [ -x $(BIN)/python ] || "$$python" -m venv $(VENV)
	@.ci/system-packages tesseract-ocr tesseract-ocr-fra tesseract-ocr-eng \
	    libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core
	-@.ci/system-packages $(TYPEFACES)
	@touch $@

$(PACKAGES_STAMP): requirements.lock pyproject.toml | $(SYSTEM_STAMP)
	@echo "Installing the packages of requirements.lock into $(VENV): a few minutes the first time"
	@$(BIN)/pip install --quiet --require-hashes --requirement requirements.lock
	@$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

.PHONY: run
run: setup ## start the service on 127.0.0.1:$PORT (8000) and say how to send a first invoice
	@exec $(BIN)/bleuet serve --port $(PORT)

.PHONY: backends
backends: $(BACKENDS_STAMP) ## install PostgreSQL and Redis, which some tests run on

# Where they cannot be had, those tests are skipped, but not in continuous integration.
$(BACKENDS_STAMP): | $(SYSTEM_STAMP)
	@.ci/system-packages postgresql redis-server && touch $@ || echo "Tests of PostgreSQL and Redis need them"

.PHONY: test
test: setup backends ## run the tests (ARGS="-k name" for some of them)
	-@.ci/system-packages chromium
	-@.ci/system-packages docker-compose
	$(BIN)/python -m pytest $(ARGS)

.PHONY: coverage
coverage: setup backends ## run the tests with branch coverage
	-@.ci/system-packages chromium
	-@.ci/system-packages docker-compose
	$(BIN)/python -m pytest --cov --cov-report=term-missing:skip-covered $(ARGS)

.PHONY: check
check: setup ## lint, formatting, types, layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

.PHONY: format
format: setup ## put the code into shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

.PHONY: evaluate
evaluate: setup ## score the labelled documents in $CORPUS, native and scanned
	@[ -d "$(CORPUS)" ] || { echo "No labelled documents in $(CORPUS); set CORPUS" >&2; exit 1; }
	@for folder in "$(CORPUS)" "$(CORPUS)/public_sector"; do \
	    for kind in documents scans; do \
	        [ -d "$$folder/$$kind" ] || continue; \
	        echo; echo "== $$folder/$$kind"; \
	        $(BIN)/bleuet evaluate --jobs $(JOBS) "$$folder/labels" "$$folder/$$kind"; \
	    done; \
	done

.PHONY: bench
bench: setup $(PEERS_STAMP) ## CPU of a batch, a native page and a scan, against their peers; hostile files
	@.ci/system-packages poppler-utils
	@OMP_THREAD_LIMIT=1 $(BIN)/python -m bench --peers $(PEERS)/bin/python

.PHONY: bench-batch
bench-batch: setup ## throughput by processes of a batch, and its memory, on a machine that does nothing else
	@$(BIN)/python -m bench.batch $(ARGS)

# The service's processes are as many as the machine's cores, so nothing else should run on it.
.PHONY: load
load: setup ## press the service with 20 clients for $SECONDS (60), beside the bare library
	@$(BIN)/python -m bench.load --seconds $(SECONDS) $(ARGS)

.PHONY: try-image
try-image: setup ## do what the Dockerfile does without a container engine: only the service's lock, as nobody
	@ops/try-image

.PHONY: soak
soak: setup ## 100 hostile files in between good ones: the good ones' answers, the service's memory
	@$(BIN)/python -m bench.soak $(ARGS)

$(PEERS_STAMP): bench/peers.lock | $(SYSTEM_STAMP)
	@python=$$(.ci/python); [ -x $(PEERS)/bin/python ] || "$$python" -m venv $(PEERS)
	$(PEERS)/bin/pip install --quiet --require-hashes --requirement bench/peers.lock
	@touch $@

.PHONY: train
train: setup ## train model $VERSION (today's date) on made documents; promote it if not worse
	$(BIN)/bleuet generate --count $(TRAIN_COUNT) --scan-share $(TRAIN_SCANS) --seed $(SEED) --jobs $(JOBS) --out $(OUT)/documents
	$(BIN)/bleuet generate --count $(HELD_OUT_COUNT) --scan-share $(TRAIN_SCANS) --seed $(HELD_OUT_SEED) --jobs $(JOBS) --out $(OUT)/held-out
	$(BIN)/bleuet train --version $(VERSION) --jobs $(JOBS) --cache $(OUT)/cache $(TRAIN) $(OUT)/documents
	$(BIN)/bleuet promote $(VERSION) --jobs $(JOBS) $(foreach folder,$(OUT)/held-out $(KEPT),$(folder) $(folder))

.PHONY: generate
generate: setup ## make $COUNT labelled documents in $OUT
	$(BIN)/bleuet generate --count $(COUNT) --seed $(SEED) --jobs $(JOBS) --out $(OUT)/documents

.PHONY: ablations
ablations: setup ## print what each part of the classifier brings, on the documents of make train
	$(BIN)/python -m extractor.training.ablation --jobs $(JOBS) --cache $(OUT)/cache $(OUT)/documents

.PHONY: notebooks
# Without the two addresses, looking at the pages asks nothing of the network.
notebooks: setup ## execute the notebooks and write them as HTML into $OUT/notebooks
	@mkdir -p $(OUT)/notebooks
	BLEUET_NOTEBOOK_JOBS=$(JOBS) $(BIN)/python -m nbconvert --to html --execute \
	    --ExecutePreprocessor.timeout=-1 --HTMLExporter.mathjax_url= --HTMLExporter.require_js_url= \
	    --output-dir $(OUT)/notebooks notebooks/*.ipynb

.PHONY: samples
samples: setup ## draw the sample documents again
	$(BIN)/python -m samples

# The lock holds for Python 3.11 to 3.13 on every platform; no index and no path is written into it.
COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-emit-index-url --no-strip-extras $(if $(UPGRADE),--upgrade)

.PHONY: screenshots
screenshots: setup ## take the pictures in docs/img again
	@.ci/system-packages chromium
	BLEUET_SCREENSHOTS=docs/img $(BIN)/python -m pytest -q tests/browser

.PHONY: lock
lock: $(SYSTEM_STAMP) ## resolve the dependencies again (UPGRADE=1 for newer versions)
	@[ -x $(BIN)/uv ] || $(BIN)/pip install --quiet uv
	$(COMPILE) --all-extras pyproject.toml --output-file requirements.lock
	$(COMPILE) --constraint requirements.lock pyproject.toml --output-file requirements-service.lock
	$(COMPILE) bench/peers.in --output-file bench/peers.lock

.PHONY: clean
clean: ## remove what can be made again, the virtual environments too
	rm -rf $(VENV) $(PEERS) build dist *.egg-info generated \
	    .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
