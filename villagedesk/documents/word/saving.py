# SPDX-License-Identifier: MIT
"""Papers that belong to no volume, as a file of their own that is replaced whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from villagedesk.documents.word.built_in import built_in
from villagedesk.documents.word.template import render
from villagedesk.errors import Refused
from villagedesk.i18n import _
from villagedesk.services.keeping.placing import put_file

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from villagedesk.documents.papers import Paper


def written(paper: Paper, context: Mapping[str, Any], target: Path) -> None:
    """Print a paper that belongs to no volume into a file of its own.

    Raises:
        Refused: the target is not a .docx file.
        TemplateFault: the template was changed and asks for what does not exist.
        EnvironmentProblem: it cannot be written; an earlier file stays as it was.
    """
    save(rendered(paper, context), target)


def rendered(paper: Paper, context: Mapping[str, Any]) -> bytes:
    """A paper of its own, for whoever puts it in place.

    Raises:
        TemplateFault: the template was changed and asks for what does not exist.
    """
    return render(built_in(paper.template), dict(context))


def must_be_word(target: Path) -> None:
    """Look at the name of a file that is wanted.

    Raises:
        Refused: it does not end in .docx.
    """
    if target.suffix.lower() != ".docx":
        raise Refused(_("“{name}”的扩展名应为 .docx，请改名后再保存。").format(name=target.name))


def save(content: bytes, target: Path) -> None:
    """Put a finished paper on disk.

    Raises:
        Refused: the target is not a .docx file.
        EnvironmentProblem: it cannot be written; an earlier file stays as it was.
    """
    must_be_word(target)
    put_file(content, target)
