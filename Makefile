# Two commands on a fresh machine: `make site` and `make test`. Everything goes into .venv/.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: site test check serve bench clean system

site: $(VENV)/.run
	$(BIN)/seboddari build

test: $(VENV)/.test system node_modules/.ready check
	$(BIN)/python -m pytest -q

check: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check seboddari_build tests
	$(BIN)/mypy
	$(BIN)/lint-imports

serve: $(VENV)/.run
	$(BIN)/seboddari serve --open

bench: $(VENV)/.bench
	$(BIN)/python -m tests.bench --out docs/benchmarks.md
	$(BIN)/python -m tests.bench.books --out docs/benchmarks-booklet.md

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

# Wheels only, each with its hash; the project itself is installed last, without reaching out.
$(VENV)/.run: requirements/run.txt pyproject.toml | $(BIN)/python
	$(PIP) install --only-binary :all: --require-hashes -r requirements/run.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/.test: requirements/test.txt $(VENV)/.run
	$(PIP) install --only-binary :all: --require-hashes -r requirements/test.txt
	touch $@

$(VENV)/.bench: requirements/bench.txt $(VENV)/.test
	$(PIP) install --only-binary :all: --require-hashes -r requirements/bench.txt
	touch $@

# axe-core and the Nu validator, from package-lock.json; nothing of theirs is run at install time.
node_modules/.ready: package.json package-lock.json
	@if command -v npm >/dev/null; then npm ci --ignore-scripts --no-audit --no-fund --loglevel=error && touch $@; \
	else echo "npm is missing: the axe and validator tests are skipped"; fi

# Programs that tests use. Installed only as root on Debian; otherwise named.
SYSTEM := chromium chromium-driver default-jre-headless poppler-utils qpdf
system:
	@tests/system.sh $(SYSTEM)

clean:
	rm -rf .seboddari .pytest_cache .mypy_cache .ruff_cache .hypothesis
