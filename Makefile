# make run    set up and turn content/ into editions
# make test   set up and run the whole suite
# make check  ruff, mypy, import contracts, the docs as a site
# make docs   the docs as a site, in build/docs/site
# make installed  the wheel, installed into empty environments
# make dist   the wheel and the sdist of this commit, in build/dist, each installed and tried
# make test-sites  sites of every dialect, built by their generators
# make fuzz   strangers' inputs for a while: make fuzz SECONDS=60 PROCESSES=1 KINDS="articles pages"
# make mutants  changes of the code that tests should notice: make mutants SECONDS=900 SEED=1 ONLY=merge DRAWN=24
# make test-browser  the review desk in Chromium
# make test-cluster  commands on a Dask cluster of two workers
# make matrix     the suite with the lowest and the newest versions of what we depend on

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SITES := build/sites
DOCS := build/docs
SECONDS ?= 60
SEED ?= 1
PROCESSES ?= 1

# Images of Python often set it. The suite starts hundreds of interpreters, and each would compile our sources anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test test-sites test-browser test-cluster check docs dist installed fuzz matrix mutants bench setup clean

run: setup
	@$(BIN)/l10n-flow run

test: setup
	$(BIN)/python -m pytest -n auto

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(MAKE) docs

# Warnings are errors (mkdocs.yml): a link that leads nowhere, a page that no menu has.
docs: $(DOCS)/.ready
	NO_MKDOCS_2_WARNING=1 $(DOCS)/venv/bin/mkdocs build

$(DOCS)/.ready: tools/docs-requirements.txt
	@echo "setting up $(DOCS)/venv, about half a minute"
	@$(PYTHON) -m venv $(DOCS)/venv
	@$(DOCS)/venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps -r tools/docs-requirements.txt
	@touch $@

installed: setup
	$(BIN)/python -m pytest -m installed -n auto

# What is uploaded is what was tried: the packages of a clean clone, with the version of its tag.
dist: setup
	@test -z "$$(git status --porcelain)" || { echo "make dist: commit first"; exit 1; }
	rm -rf build/dist build/clone
	git clone --quiet . build/clone
	cd build/clone && ../../$(BIN)/python -m hatchling build -d ../dist
	L10N_FLOW_DIST=$(CURDIR)/build/dist $(BIN)/python -m pytest -m installed -n auto
	@ls build/dist

# The generators of PyPI and npm, the compiler of MDX, and Debian's jekyll, java and chromium where they
# are installed; see docs/editions.md. One process: its tests share the sites that each generator builds once.
test-sites: setup $(SITES)/.ready
	$(BIN)/python -m pytest -m sites tests/sites tests/site

$(SITES)/.ready: tests/sites/requirements.txt tests/sites/pelican-requirements.txt tests/sites/package.json tests/sites/compile.mjs
	@echo "setting up $(SITES), about three minutes"
	@mkdir -p $(SITES)
	@$(PYTHON) -m venv $(SITES)/venv
	@$(SITES)/venv/bin/python -m pip install --quiet --disable-pip-version-check -r tests/sites/requirements.txt
	@$(PYTHON) -m venv $(SITES)/pelican
	@$(SITES)/pelican/bin/python -m pip install --quiet --disable-pip-version-check -r tests/sites/pelican-requirements.txt
	@cp tests/sites/package.json $(SITES)/
	@if command -v npm >/dev/null; then cd $(SITES) && npm install --silent --no-audit --no-fund --no-package-lock && cp ../../tests/sites/compile.mjs .; fi
	@touch $@

# What fails lies in tests/fuzz/corpus/ afterwards, made small; see CONTRIBUTING.md.
fuzz: setup
	$(BIN)/python -m tests.fuzz --seconds $(SECONDS) --processes $(PROCESSES) $(KINDS)

mutants: SECONDS = 900
mutants: EACH = 0
mutants: DRAWN = 24
mutants: setup build/mutants/.ready
	build/mutants/venv/bin/python tools/mutants.py --seconds $(SECONDS) --seed $(SEED) --processes $(PROCESSES) --only "$(ONLY)" --each $(EACH) --drawn $(DRAWN)

build/mutants/.ready: tools/mutants-requirements.txt
	@$(PYTHON) -m venv build/mutants/venv
	@build/mutants/venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps -r tools/mutants-requirements.txt
	@touch $@

# Debian's chromium and fonts-noto-core, or CHROMIUM=/path/to/one; playwright (45 MB) comes from PyPI.
test-browser: $(VENV)/.browser
	$(BIN)/python -m pytest -m browser tests/browser

$(VENV)/.browser: $(VENV)/.ready tests/browser/requirements.txt tests/browser/searching-requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -r tests/browser/requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --upgrade --target build/searching -r tests/browser/searching-requirements.txt
	@touch $@

# Dask comes from PyPI (60 MB).
test-cluster: $(VENV)/.cluster
	$(BIN)/python -m pytest -m cluster tests/cluster

$(VENV)/.cluster: $(VENV)/.ready tests/cluster/requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -r tests/cluster/requirements.txt
	@touch $@

# Not for every change: it installs 500 MB twice. See CONTRIBUTING.md.
matrix: setup
	$(BIN)/python -m tests.matrix lowest
	$(BIN)/python -m tests.matrix newest

# Beside peers where they are installed; see docs/performance.md.
bench: setup
	$(BIN)/python -m benchmarks.flow

setup: $(VENV)/.ready

$(VENV)/.ready: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("l10n-flow needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.11") if sys.version_info < (3, 11) else None'
	@echo "setting up $(VENV), about a minute"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -r requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

clean:
	rm -rf $(VENV) build .l10n-flow .mypy_cache .ruff_cache .pytest_cache
