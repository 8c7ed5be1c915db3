# Two commands: `make run` and `make test`. Everything they need, they install.
SHELL := /bin/bash
.DEFAULT_GOAL := run
PYTHON ?= python3
BIN := .venv/bin
# Made whole, by this Python: a start that was cut off or a newer Python begins it anew.
MADE := .venv/.made-$(shell $(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null)
BASE := .venv/.base-$(shell cksum < requirements/base.txt | cut -d' ' -f1)
DEV := .venv/.dev-$(shell cksum < requirements/dev.txt | cut -d' ' -f1)

.PHONY: run codes test test-postgres lint lock messages clean-demonstration

run: $(BASE)  ## Prepare and start the web server and the worker
	@exec $(BIN)/python -m mayorsclub.serve

codes: $(BASE)  ## The sign-in codes of the demonstration accounts, now
	@$(BIN)/python manage.py codes

test: $(DEV) lint  ## Everything: checks, then all tests on SQLite
	@$(BIN)/python -m tests.run

test-postgres: $(DEV)  ## The same tests on a PostgreSQL started for them alone
	@$(BIN)/python -m tests.postgres $(BIN)/python -m tests.run $(TESTS)

lint: $(DEV)  ## Style, types, templates, and which floor may import which
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/djlint --quiet --lint mayorsclub
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/mypy mayorsclub

lock: $(DEV)  ## Pin the dependencies of pyproject.toml anew
	@$(BIN)/uv pip compile -q --upgrade --generate-hashes --universal --python-version 3.11 --no-header pyproject.toml -o requirements/base.txt
	@$(BIN)/uv pip compile -q --upgrade --generate-hashes --universal --python-version 3.11 --no-header --extra dev -c requirements/base.txt pyproject.toml -o requirements/dev.txt

messages: $(DEV)  ## Bring the translations up to date with the code
	@$(BIN)/python manage.py messages

clean-demonstration: $(BASE)  ## Remove the demonstration data
	@$(BIN)/python manage.py remove_demonstration

$(MADE):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
		|| { echo "Python 3.11 or newer is missing: sudo apt install python3 python3-venv"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null \
		|| { echo "Python's venv module is missing: sudo apt install python3-venv"; exit 1; }
	@$(PYTHON) -m venv --clear .venv
	@touch $@

$(BASE): $(MADE)
	@echo "Installing what the platform needs (once)…"
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/base.txt
	@touch $@

$(DEV): $(MADE)
	@echo "Installing what the tests need (once)…"
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@
