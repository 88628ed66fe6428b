# What can be done with Common Ground from a shell. `make` alone lists it; docs/start-here.md tells more.

PY ?= python3
PORT ?= 8000
ARGS ?=
BIN := .venv/bin
# An environment of another Python is kept, unless PY is named.
KEEP := $(if $(filter command environment,$(origin PY)),,--any)

.DEFAULT_GOAL := help
.PHONY: help setup run test check lint format bench screens proof clean

help:
	@echo "make setup     download everything once; all that follows needs no network"
	@echo "make run       start the site at http://localhost:8000 (PORT=8080 another port, EXAMPLE=no without the example)"
	@echo "make test      every check and every test, with reduced counts, in about twenty minutes"
	@echo "make check     form, types, contracts between packages, pages made from code"
	@echo "make format    put code and templates into the form that check asks for"
	@echo "make bench     print every figure of speed"
	@echo "make screens   write a picture of every page into build/screens"
	@echo "make proof     every test with full counts, in up to four hours; writes docs/proof.md"
	@echo "make clean     remove what was downloaded and made; the data in the state folder stays"
	@echo "Name a Python with PY=python3.13, and more for pytest with ARGS='-k town'."

setup:
	@$(PY) commonground/hosting/environment.py $(KEEP)
	@$(BIN)/python -m commonground.hosting.assets

run: setup
	@$(BIN)/commonground run --port $(PORT) $(if $(filter no,$(EXAMPLE)),--empty)

test: lint
	$(BIN)/python -m pytest -n 2 --dist worksteal $(ARGS)

check: lint
	$(BIN)/python -m pytest tests/architecture

lint: setup
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	@echo "djade --check"; $(BIN)/djade --check --target-version 5.2 $$(git ls-files '*.html')
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -W ignore -m django makemigrations --settings commonground.website.settings --check --dry-run
	$(BIN)/commonground website reference --check

format: setup
	$(BIN)/ruff format --quiet .
	$(BIN)/ruff check --quiet --fix .
	@echo "djade"; $(BIN)/djade --target-version 5.2 $$(git ls-files '*.html')

bench: setup
	$(BIN)/python -m bench $(ARGS)

screens: setup
	$(BIN)/python -m tests.screens $(ARGS)

proof: setup
	PROOF=1 $(BIN)/python -m pytest -n 2 --dist worksteal $(ARGS)

clean:
	rm -rf .venv node_modules build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache common_ground.egg-info
