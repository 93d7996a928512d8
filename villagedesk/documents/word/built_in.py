# SPDX-License-Identifier: MIT
"""The templates that come with the program."""

from __future__ import annotations

from functools import cache

from villagedesk.documents.word.template import Template, compile_template
from villagedesk.paths import resources


@cache
def built_in(template: str) -> Template:
    """A template that comes with the program, compiled once in each process."""
    return compile_template(resources() / "templates" / template)
