# SPDX-License-Identifier: MIT
# Everything one does with this repository. `make setup` needs only python3 and, on Debian, apt.

PYTHON3 ?= python3
PY := .venv/bin/python
DEMO := build/demo
export PYTHONUTF8 := 1
# What Python has compiled is kept, also where the surroundings forbid it: tests start hundreds of programs.
unexport PYTHONDONTWRITEBYTECODE
export PYTHONPYCACHEPREFIX := $(CURDIR)/build/pycache

.PHONY: help setup setup-everything demo test test-nightly merge-night lint bench screenshots translations lock notices bundle clean

help:  ## this list
	@grep -hE '^[a-z-]+:.*##' Makefile | sed -E 's/:[^#]*## /\t/' | expand -t 20

setup:  ## make .venv from the lock file (installs missing system packages where it may)
	@$(PYTHON3) tools/bootstrap.py

setup-everything:  ## the same with LibreOffice, poppler and a virtual screen for the tests that look at pages and windows
	@$(PYTHON3) tools/bootstrap.py --everything

demo: setup  ## the fictitious township and its printed volumes under build/demo, then the window
	@$(PY) main.py demo $(DEMO)
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
	    echo "打开窗口：$(DEMO)/示范镇.village"; \
	    VILLAGEDESK_HOME="$(CURDIR)/build/demo-home" $(PY) main.py $(DEMO)/示范镇.village; \
	else \
	    echo "这里没有屏幕，没有打开窗口。示范文件和案卷在 $(CURDIR)/$(DEMO)"; \
	fi

lint: setup-everything  ## style, types, layers
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy
	.venv/bin/lint-imports

test: lint  ## everything that must hold before a commit is pushed
	QT_QPA_PLATFORM=offscreen $(PY) -m pytest -q -n 2 --dist loadfile --no-loadscope-reorder

test-nightly: lint  ## the same tests at full size
	QT_QPA_PLATFORM=offscreen HYPOTHESIS_PROFILE=night $(PY) -m pytest -q -n 2 --dist loadfile --no-loadscope-reorder -m "slow or not slow"

merge-night: setup  ## merging at full size: 5,000 histories, 10,000 broken files, 10,000 power cuts, 1,000 kills
	QT_QPA_PLATFORM=offscreen HYPOTHESIS_PROFILE=night $(PY) -m pytest -q -n 2 --dist worksteal -o faulthandler_timeout=0 \
	    -m "slow or not slow" tests/merge

bench: setup  ## speed and memory as ratios to a baseline in the same run
	$(PY) -m benchmarks

screenshots: setup  ## the pictures of the README
	$(PY) tools/screenshots.py

translations: setup  ## bring the English catalogue in line with the texts; lists what has no English yet
	$(PY) tools/translations.py

lock:  ## resolve the dependencies anew, for all platforms and Pythons, with hashes
	.venv/bin/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" --quiet -o requirements.lock
	.venv/bin/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" --quiet -o requirements-dev.lock \
	    --constraint requirements.lock

notices: setup  ## NOTICES.md from the licences of what is installed
	$(PY) tools/notices.py

bundle: setup  ## a one-folder program under dist/ that needs no Python
	$(PY) -m PyInstaller --noconfirm --distpath dist --workpath build/pyinstaller packaging/pyinstaller.spec

clean:  ## what these targets made, except .venv
	rm -rf build dist .mypy_cache .ruff_cache .import_linter_cache .pytest_cache
