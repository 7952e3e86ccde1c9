# Two commands on a fresh machine: `make site` and `make test`. Everything goes into .venv/.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: setup site test check serve docs bench audit faults fuzz clean system

# What a build needs, and no more.
setup: $(VENV)/.run

site: setup
	$(BIN)/seboddari build

test: $(VENV)/.test system node_modules/.ready check
	$(BIN)/python -m pytest -q --numprocesses auto --maxprocesses 4 --dist loadfile

check: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check seboddari_build tests
	$(BIN)/mypy
	$(BIN)/lint-imports
	@! grep -rnE '(noqa: [A-Z0-9]+|type: ignore\[[a-z-]+\]) *$$' --include='*.py' seboddari_build tests  # ignored for no reason

serve: $(VENV)/.run
	$(BIN)/seboddari serve --open

# The guide, a project of its own. Two of its pages are made from the program, in both languages.
docs: $(VENV)/.run
	for ui in ko en; do \
	  pages=docs/content/pages; twin=$$([ $$ui = en ] && echo .en); \
	  $(BIN)/seboddari --ui $$ui explain --all --format md > $$pages/problems$$twin.md && \
	  $(BIN)/seboddari --ui $$ui schema --format md > $$pages/fields$$twin.md || exit 1; \
	done
	$(BIN)/seboddari -C docs build --strict

bench: $(VENV)/.bench
	$(BIN)/python -m tests.bench --out docs/benchmarks.md
	$(BIN)/python -m tests.bench.books --out docs/benchmarks-booklet.md
	$(BIN)/python -m tests.search.measure --out docs/benchmarks-search.md

# Lighthouse over each kind of page, about a quarter of an hour; best on a quiet machine.
audit: $(VENV)/.test system node_modules/.audit
	$(BIN)/python -m tests.audit --out docs/benchmarks-audit.md

# Both take about an hour; `make test` runs a small sample of each.
faults: $(VENV)/.test system
	$(BIN)/python -m tests.faults --out docs/faults.md

fuzz: $(VENV)/.test
	$(BIN)/python -m tests.fuzz --inputs 1000000 --jobs 2 --out docs/fuzz.md

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
NPM := npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
node_modules/.ready: package.json package-lock.json
	@if command -v npm >/dev/null; then $(NPM) --omit=dev && touch $@; \
	else echo "npm is missing: the axe and validator tests are skipped"; fi

# Lighthouse with its many packages too.
node_modules/.audit: package.json package-lock.json
	$(NPM)
	touch node_modules/.ready $@

# Programs that tests use. Installed only as root on Debian; otherwise named.
SYSTEM := chromium chromium-driver default-jre-headless poppler-utils qpdf strace
system:
	@tests/system.sh $(SYSTEM)

clean:
	rm -rf .seboddari .pytest_cache .mypy_cache .ruff_cache .hypothesis
