# SPDX-License-Identifier: MIT
"""What was found of printed papers the last time, kept in the file as this office's own note: no fact, and it never travels."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from villagedesk import __version__
from villagedesk.documents.volumes.prints import template_seal
from villagedesk.store import drafts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from villagedesk.documents.papers import Paper
    from villagedesk.store.store import Store

_STATE: Final = "state"


def kept(store: Store, topic: str, papers: Iterable[Paper]) -> dict[str, Any] | None:
    """What was found under a topic; None where it was found by another program or with other templates of these papers."""
    text = drafts.remembered(store, topic).get(_STATE)
    found = json.loads(text) if text else None
    return found if isinstance(found, dict) and found.get("made_with") == _made_with(papers) else None


def keep(store: Store, topic: str, papers: Iterable[Paper], found: Mapping[str, Any]) -> None:
    """Keep what was found until the next time."""
    content = {"made_with": _made_with(papers), **found}
    drafts.remember(store, topic, {_STATE: json.dumps(content, ensure_ascii=False)})


def _made_with(papers: Iterable[Paper]) -> list[str]:
    return [__version__, *(template_seal(paper.template) for paper in papers)]
