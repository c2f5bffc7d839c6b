# The two commands are `make run` and `make test`; the rest are parts of them for daily work.
SHELL := /bin/sh
PYTEST := .venv/bin/pytest
# Two processes, for the machine that counts has two cores; a file stays in one of them, so that
# what it makes once is made once. `tests/conftest.py` orders the files.
PARALLEL := -n 2 --dist loadfile --no-loadscope-reorder

# What was compiled once is used by the next process; the tests start many.
unexport PYTHONDONTWRITEBYTECODE

.NOTPARALLEL:
.PHONY: run test setup lint fast postgres browser format lock clean

run:
	@sh deploy/setup.sh run
	@exec .venv/bin/python deploy/run.py

test: setup lint
	@echo "test: on SQLite"
	@env -u DATABASE_URL $(PYTEST) $(PARALLEL) -m "not browser"
	@.venv/bin/python deploy/postgres.py $(MAKE) --no-print-directory on-postgres in-browser

# What testing needs; done steps are not done again.
setup:
	@sh deploy/setup.sh test

lint:
	@sh deploy/lint.sh

# The suite on SQLite only.
fast: setup
	@env -u DATABASE_URL $(PYTEST) $(PARALLEL) -m "not browser"

postgres: setup
	@.venv/bin/python deploy/postgres.py $(MAKE) --no-print-directory on-postgres

browser: setup
	@.venv/bin/python deploy/postgres.py $(MAKE) --no-print-directory in-browser

.PHONY: on-postgres in-browser
# These two expect DATABASE_URL to name a throwaway PostgreSQL, and share the tables made in it.
on-postgres:
	@echo "test: on PostgreSQL"
	@$(PYTEST) $(PARALLEL) --reuse-db -m "not browser"

in-browser:
	@echo "test: in the browser"
	@$(PYTEST) $(PARALLEL) --reuse-db -m browser tests/browser

format: setup
	@.venv/bin/ruff check -q --fix-only .
	@.venv/bin/ruff format -q .
	@find templates -name '*.html' -print0 | xargs -0 -r .venv/bin/djade --target-version 6.1 || true

# Writes both lock files anew from pyproject.toml, and npm's from package.json.
lock: setup
	@sh deploy/lock.sh

clean:
	rm -rf .venv .setup node_modules staticfiles .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .grimp_cache
