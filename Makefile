# make serve | make test: all a newcomer needs. Both create .venv on first use.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ADDRESS ?= 127.0.0.1:8000

.PHONY: serve test clients fuzz check fmt pictures build bench clean
serve: $(VENV)/.installed
	$(BIN)/llika serve --listen $(ADDRESS)

test: check
	$(BIN)/pytest

clients: tests/clients/node_modules/.installed  # those in JavaScript, with which tests ask the service; needs npm

fuzz: $(VENV)/.installed-dev  # the random comparisons, other ones each time and many more of them
	LLIKA_EXAMPLES_TIMES=20 $(BIN)/pytest tests/rules tests/turtle -k "any_ or shuffled"

check: $(VENV)/.installed-dev
	$(BIN)/ruff check service tests benchmarks
	$(BIN)/ruff format --check service tests benchmarks
	$(BIN)/mypy
	$(BIN)/lint-imports

fmt: $(VENV)/.installed-dev
	$(BIN)/ruff check --fix service tests benchmarks
	$(BIN)/ruff format service tests benchmarks
	$(BIN)/llika format

pictures: $(VENV)/.installed  # of docs/protege.md; needs git, the OWL API and chromium
	$(BIN)/python tests/ontology/pictures.py

build: $(VENV)/.installed-dev
	$(BIN)/python -m build

bench: $(VENV)/.installed-bench
	$(BIN)/python -m benchmarks.reason
	$(BIN)/python -m benchmarks.check
	PATH=$(CURDIR)/$(BIN):$$PATH $(BIN)/python -m benchmarks.serve

$(VENV)/.installed-bench: $(VENV)/.installed
	$(BIN)/pip install --quiet --constraint constraints.txt --editable '.[bench]'
	touch $@

$(VENV)/.installed-witness: $(VENV)/.installed-dev
	$(BIN)/pip install --quiet --constraint constraints.txt --editable '.[witness]'
	touch $@

$(VENV)/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --constraint constraints.txt --editable .
	touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(BIN)/pip install --quiet --constraint constraints.txt --editable '.[dev]'
	touch $@

tests/clients/node_modules/.installed: tests/clients/package.json tests/clients/package-lock.json
	npm ci --prefix tests/clients --loglevel error
	touch $@

clean:
	rm -rf $(VENV) tests/clients/node_modules build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
