# Every target makes its own virtual environment; Python 3.11+ (with venv), git and make are all it takes.
VENV ?= .venv
PY := $(VENV)/bin/python
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help demo test serve bench lint format lock clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

$(VENV)/.ready: requirements-dev.txt pyproject.toml scripts/venv
	@sh scripts/venv $(VENV)

demo: $(VENV)/.ready ## the whole loop against a GitHub on this machine (ARGS=--once ends after the story)
	@$(VENV)/bin/statusproof demo $(ARGS)

serve: $(VENV)/.ready ## the webhook service with an embedded worker
	@$(VENV)/bin/statusproof serve $(ARGS)

test: $(VENV)/.ready ## all tests, with the coverage floors
	@$(PY) -m coverage erase
	@$(PY) -m pytest --cov --cov-branch --cov-report= $(ARGS)
	@$(PY) scripts/coverage-gate

lint: $(VENV)/.ready ## ruff and mypy --strict
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy

format: $(VENV)/.ready ## let ruff format and mend what it can
	@$(PY) -m ruff format .
	@$(PY) -m ruff check --fix .

bench: $(VENV)/.ready ## the benchmarks: ratios, side by side, same run
	@missed=0; for script in tests/bench/bench_*.py; do echo "== $$script"; $(PY) $$script || missed=1; done; exit $$missed

COMPILE := uv pip compile --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-emit-index-url \
    --no-emit-find-links --custom-compile-command "make lock" -q pyproject.toml

lock: ## compile the locks anew (needs uv)
	@$(COMPILE) -o requirements.txt
	@$(COMPILE) --group dev -c requirements.txt -o requirements-dev.txt
	@uv pip compile --generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" -q \
	    --group build -c requirements-dev.txt -o requirements-build.txt

clean: ## remove what the targets made
	@rm -rf $(VENV) build *.egg-info .coverage* .mypy_cache .ruff_cache .hypothesis
