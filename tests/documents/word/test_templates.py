# SPDX-License-Identifier: MIT
"""The committed templates and the list of placeholders are what the tool makes of the catalogue."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from villagedesk.documents.papers import APART, PAPERS
from villagedesk.documents.registers.declared import REGISTER_PAPERS
from villagedesk.paths import resources

EVERY = (*PAPERS, *APART, *(one.paper for one in REGISTER_PAPERS))
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("templates")
    tool = ROOT / "tools" / "make_templates.py"
    done = subprocess.run([sys.executable, tool, folder], capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.mark.parametrize("paper", EVERY, ids=lambda paper: paper.key)
def test_the_committed_template_is_what_the_tool_makes(made, paper):
    same = (made / paper.template).read_bytes() == (resources() / "templates" / paper.template).read_bytes()
    assert same, "run: python tools/make_templates.py"


def test_there_is_no_template_without_a_paper():
    files = {path.name for path in (resources() / "templates").iterdir()}
    assert files == {paper.template for paper in EVERY}


def test_the_printed_list_of_placeholders_is_current(made):
    text = (ROOT / "docs" / "how-to-add-a-template.md").read_text(encoding="utf-8")
    assert (made / "placeholders.md").read_text(encoding="utf-8") in text, "run: python tools/make_templates.py"
