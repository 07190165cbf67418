# Lärdom: `make serve` to use it, `make test` to check it. Everything else is for developers.

ifndef PYTHON
PYTHON := $(shell for p in python3.13 python3.12 python3.11 python3; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 \
	&& echo $$p && break; done)
endif
VENV := .venv
BIN := $(VENV)/bin
PIP_VERSION := 26.3
WEB := assistant/web
AUDIT := build/audit
MATERIAL ?= ../shared/material
QUIET_PIP := PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/pip install --quiet --constraint constraints.txt
export LANGSMITH_TRACING := false
export HF_HUB_OFFLINE := 1
export ANONYMIZED_TELEMETRY := false

.DEFAULT_GOAL := help
.PHONY: audit sbom screenshots web help serve sync test check format bench quality train-embedder corpus lock clean

help: ## show these targets
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 18

serve: $(VENV)/.installed ## install, build the library from corpus/ when needed, serve on port 8000
	@$(BIN)/lardom sync --starter
	@$(BIN)/lardom serve

sync: $(VENV)/.installed ## bring the library in step with corpus/
	@$(BIN)/lardom sync

test: $(VENV)/.installed-dev $(WEB)/node_modules/.installed ## the gate: format, lint, types, every test
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy --num-workers 2
	@$(BIN)/pytest --numprocesses 2 --dist loadfile

check: test ## the same gate under its other name

audit: $(VENV)/.installed-dev $(AUDIT)/.installed ## look the pinned packages up among known vulnerabilities (asks pypi.org)
	@$(BIN)/python -m tests.dependency_audit

sbom: $(VENV)/.installed $(AUDIT)/.installed ## write the list of what is installed to build/sbom.cdx.json (CycloneDX)
	@$(AUDIT)/bin/cyclonedx-py environment $(BIN)/python --pyproject pyproject.toml \
		--output-reproducible --output-format JSON --output-file build/sbom.cdx.json
	@echo "Skrivet: build/sbom.cdx.json"

format: $(VENV)/.installed-dev ## put the code in its form
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

bench: $(VENV)/.installed-dev ## measure: taking in, asking, citations, kills (MATERIAL=folder)
	@$(BIN)/python -m tests.bench "$(MATERIAL)"

quality: $(VENV)/.installed-dev ## measure retrieval beside its baselines, write docs/quality.md (MATERIAL=folder)
	@$(BIN)/python -m tests.bench.quality_page "$(MATERIAL)"

web: $(WEB)/node_modules/.installed ## build the pages' scripts and styles anew (needs Node.js)
	@npm --prefix $(WEB) run --silent check
	@npm --prefix $(WEB) run --silent build

screenshots: $(VENV)/.installed-dev ## take the pictures of the pages in docs/pictures anew (needs Chromium)
	@$(BIN)/python -m tests.picturing

train-embedder: $(VENV)/.installed-dev ## train the bundled embedding model anew
	@$(BIN)/python -m ingest.training

corpus: $(VENV)/.installed-dev ## set the starter corpus's PDF and Word files and its register anew
	@$(BIN)/python -m corpus._build.build

lock: ## resolve the dependencies afresh and write constraints.txt
	@rm -rf build/lock && $(PYTHON) -m venv build/lock
	@build/lock/bin/pip install --quiet pip==$(PIP_VERSION)
	@build/lock/bin/pip install --quiet -e '.[dev]'
	@(echo "# Written by 'make lock'. torch comes as its CPU build where the index has one."; \
	build/lock/bin/pip freeze --exclude-editable | sed -E 's/\+cpu$$//') > constraints.txt
	@rm -rf build/lock

clean: ## remove what was built; the library in data/ stays
	@rm -rf $(VENV) $(WEB)/node_modules build dist .mypy_cache .ruff_cache .pytest_cache

$(AUDIT)/.installed: constraints.txt
	@echo "Installerar det som beroendena granskas med ..."
	@$(PYTHON) -m venv $(AUDIT)
	@PIP_DISABLE_PIP_VERSION_CHECK=1 $(AUDIT)/bin/pip install --quiet --constraint constraints.txt \
		pip-audit==2.10.1 cyclonedx-bom==7.5.0
	@touch $@

$(VENV)/.made:
	@test -n "$(PYTHON)" || { echo "Lärdom behöver Python 3.11 eller nyare. Installera det och försök igen."; exit 1; }
	@echo "Gör en Python-miljö i $(VENV) ..."
	@$(PYTHON) -m venv $(VENV)
	@PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/pip install --quiet pip==$(PIP_VERSION)
	@touch $@

$(VENV)/.installed: $(VENV)/.made pyproject.toml constraints.txt
	@echo "Installerar det som Lärdom behöver (några minuter första gången) ..."
	@$(QUIET_PIP) -e .
	@touch $@

# Without Node.js what is built is used as it is, and the tests that need it say so.
$(WEB)/node_modules/.installed: $(WEB)/package.json $(WEB)/package-lock.json
	@if command -v npm >/dev/null 2>&1; then \
	echo "Installerar det som sidorna byggs med ..."; \
	npm ci --prefix $(WEB) --silent --no-audit --no-fund && touch $@ \
	|| echo "Det gick inte: att sidornas skript stämmer med sin källa prövas inte."; \
	else echo "Node.js saknas: att sidornas skript stämmer med sin källa prövas inte."; fi

$(VENV)/.installed-dev: $(VENV)/.installed
	@echo "Installerar det som testerna behöver ..."
	@$(QUIET_PIP) -e '.[dev]'
	@touch $@
