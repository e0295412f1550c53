# Two commands do all the set-up: `make run` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
PORT ?= 8501

.PHONY: run test lint bench lock browser

run: $(VENV)/run.stamp
	$(BIN)/streamlit run server.py --server.port $(PORT)

test: $(VENV)/dev.stamp lint browser
	$(BIN)/python -m pytest -n 2 --dist loadfile --ignore tests/browser
	$(BIN)/python -m pytest -n 2 --dist loadfile tests/browser

lint: $(VENV)/dev.stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m convergence check

browser: $(VENV)/dev.stamp
	$(BIN)/python -m tests.browser.chromium

bench: $(VENV)/dev.stamp browser
	$(BIN)/python -m benchmarks

# Pins are compiled from pyproject.toml; no address of a registry goes into them.
lock: $(VENV)/dev.stamp
	$(PIP) uv
	$(BIN)/uv pip compile --quiet pyproject.toml --no-header --no-emit-index-url --no-emit-find-links -o requirements.txt
	$(BIN)/uv pip compile --quiet pyproject.toml --extra dev -c requirements.txt --no-header --no-emit-index-url --no-emit-find-links -o requirements-dev.txt

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: requirements.txt | $(VENV)/bin/python
	$(PIP) -r requirements.txt
	touch $@

$(VENV)/dev.stamp: requirements.txt requirements-dev.txt | $(VENV)/bin/python
	$(PIP) -r requirements-dev.txt
	touch $@ $(VENV)/run.stamp
