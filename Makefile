# make demo    read an example page and print its record
# make test    the whole test suite
# make check   format, lint, types, layers, tests: what CI runs
# make evaluate  quality against ../shared/data, with floors
# make bench   stories a second and peak memory
# make bench-room  how long the reading room takes over 10,000 stories, and under 50 readers
# make bench-batch  stories a second of one worker and of two
# make bench-databases POSTGRES=postgresql://... STORIES=3000  the same searches in SQLite and in an empty database given
# make bench-reprints  how long 100,000 stories take to be grouped into reprints
# make train   new weights from the corpora in DATA (about two and a half hours on two cores), then make evaluate judges them

PYTHON ?= python3
VENV ?= .venv
DATA ?= ../shared/data
BIN := $(VENV)/bin

.PHONY: demo test check evaluate bench bench-room bench-reprints bench-batch bench-databases train clean

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

bench-room: $(VENV)/developing
	$(BIN)/python benchmarks/room.py

bench-batch: $(VENV)/developing
	$(BIN)/python -m benchmarks.batch

bench-databases: $(VENV)/developing
	$(BIN)/python -m benchmarks.databases "$(POSTGRES)" $(STORIES)

bench-reprints: $(VENV)/developing
	$(BIN)/python benchmarks/reprints.py

TRAIN := build/training
$(TRAIN)/installed: training/requirements.txt pyproject.toml
	$(PYTHON) -m venv $(TRAIN)
	$(TRAIN)/bin/pip install --quiet --disable-pip-version-check -r training/requirements.txt --editable .
	touch $@

train: SHELL := /bin/bash
train: .SHELLFLAGS := -o pipefail -c
train: export ONRECORD_DATA := $(DATA)
train: $(TRAIN)/installed
	$(TRAIN)/bin/python -m training.train 2>&1 | tee build/train.log
	$(TRAIN)/bin/python -m training.export --model build/tagger/model.pt --out build/joint
	$(TRAIN)/bin/python -m training.teacher --weights build/joint
	$(TRAIN)/bin/python -m training.train --start shipped --taught build/taught.jsonl --epochs 6 --share 0.8 --copies 2 \
	    --rate 1.2e-4 --head-rate 7e-4 --seed 51 --out build/tagger/marked 2>&1 | tee -a build/train.log
	$(TRAIN)/bin/python -m training.export --model build/tagger/marked/model.pt build/tagger/marked/model.pt \
	    src/onrecord/encode/weights
	$(TRAIN)/bin/python -m training.calibrate
	$(TRAIN)/bin/python -m training.speakers

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
