# make demo    read an example page and print its record
# make test    the whole test suite
# make check   format, lint, types, layers, tests: what CI runs
# make evaluate  quality against ../shared/data, with floors

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: demo test check evaluate bench clean

$(VENV)/installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/developing: $(VENV)/installed
	$(BIN)/pip install --quiet --disable-pip-version-check 'pip>=25.1'
	$(BIN)/pip install --quiet --group dev
	touch $@

demo: $(VENV)/installed
	@$(BIN)/onrecord read --full --no-keep examples/tarn-valley-dam.html

test: $(VENV)/developing
	$(BIN)/pytest -n auto

check: $(VENV)/developing
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(MAKE) test

evaluate: $(VENV)/developing
	$(BIN)/python -m evaluation

bench: $(VENV)/developing
	$(BIN)/python benchmarks/speed.py

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
