# `make help` lists what there is to do.

PORT ?= 8000
DEBUG ?= 1
export PORT DEBUG

PYTHON_OF_SITE := .venv/bin/python
# An environment whose Python has gone is made again.
BROKEN := $(shell test ! -e .venv || $(PYTHON_OF_SITE) -c '' 2>/dev/null || echo broken)

.DEFAULT_GOAL := help
.PHONY: help run test test-long check bench format screenshots compile-requirements clean broken

help: ## list what there is to do
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | awk -F '\t' '{ printf "make %-22s %s\n", $$1, $$2 }'

run: .venv/.installed ## serve the site at http://127.0.0.1:8000 (PORT=8001 for another port)
	@exec $(PYTHON_OF_SITE) manage.py run --with-parent

test: .venv/.installed-for-tests ## run every test, in a real database and a real browser (ARGUMENTS="-k like" for some)
	@$(PYTHON_OF_SITE) scripts/get_servers.py nginx pgbouncer || true
	@CHROMIUM="$$($(PYTHON_OF_SITE) scripts/get_browser.py)" && export CHROMIUM && \
		exec $(PYTHON_OF_SITE) -m pytest -n 2 --dist loadfile $(ARGUMENTS)

test-long: .venv/.installed-for-tests ## the tests of crowds with ten thousand acts of sixteen writers each
	@CROWD=10000 exec $(PYTHON_OF_SITE) -m pytest tests/reviews/test_crowds.py $(ARGUMENTS)

check: .venv/.installed-for-tests ## check format, lint, types, import contracts, migrations and the settings of production
	@exec scripts/check.sh

bench: .venv/.installed-for-tests ## measure pages and write docs/performance.md (REVIEWS="10000 1000000" for sizes, BENCH_DATABASE_URL for a server)
	@$(PYTHON_OF_SITE) scripts/get_servers.py wrk
	@exec $(PYTHON_OF_SITE) -m bench $(ARGUMENTS)

format: .venv/.installed-for-tests ## put the code into its format
	@$(PYTHON_OF_SITE) -m ruff check --quiet --fix-only .
	@$(PYTHON_OF_SITE) -m ruff format .

screenshots: .venv/.installed-for-tests ## take the pictures of the README from a running demo
	@CHROMIUM="$$($(PYTHON_OF_SITE) scripts/get_browser.py)" && export CHROMIUM && \
		exec $(PYTHON_OF_SITE) scripts/screenshots.py

compile-requirements: .venv/.installed-for-tests ## pin the newest versions that the *.in files allow
	@for name in requirements requirements-dev; do \
		$(PYTHON_OF_SITE) -m uv pip compile --quiet --universal --upgrade --generate-hashes --python-version 3.11 \
			--no-annotate --no-emit-index-url --no-emit-find-links \
			--custom-compile-command "make compile-requirements" $$name.in --output-file $$name.txt || exit 1; \
	done

clean: ## stop the embedded database, and after asking remove .venv and .data with all they hold
	@exec scripts/clean.sh

.venv/.installed: requirements.txt $(BROKEN)
	@scripts/make_venv.sh requirements.txt
	@touch $@

.venv/.installed-for-tests: requirements.txt requirements-dev.txt $(BROKEN)
	@scripts/make_venv.sh requirements.txt requirements-dev.txt
	@touch .venv/.installed $@
