# `make` does everything: set up, regenerate, run the generated suite, print the verdicts.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: all gen verify test check lint types drift lean lean-trees clean

all: gen verify

gen: $(STAMP)
	$(BIN)/lean-bridge gen

verify: $(STAMP)
	$(BIN)/lean-bridge verify

test: $(STAMP)
	$(BIN)/python -m pytest tests generated -n 2

check: lint types drift

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)
	$(BIN)/mypy

drift: $(STAMP)
	$(BIN)/lean-bridge check

# Optional: asks a real Lean 4 front end about every spec (needs npm and about 1 GB).
lean: $(STAMP)
	$(BIN)/python tools/lean/check.py

# The same, and its syntax trees as golden files for tests/syntax.
lean-trees: $(STAMP)
	$(BIN)/python tools/lean/check.py --trees

$(STAMP): pyproject.toml requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -qq --upgrade pip
	$(BIN)/python -m pip install -qq -r requirements.txt
	$(BIN)/python -m pip install -qq --no-deps -e .
	touch $(STAMP)

clean:
	rm -rf $(VENV) .lean-bridge .mypy_cache .ruff_cache .pytest_cache
