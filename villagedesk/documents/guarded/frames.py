# SPDX-License-Identifier: MIT
"""What goes through the pipe between the process of a foreign template and us: lines of JSON, and the bytes of papers."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from villagedesk.documents.word.faults import Forbidden, TemplateFault

if TYPE_CHECKING:
    from villagedesk.documents.guarded.report import Known

READY: Final = b"ready"
PAPER: Final = b"D"  # begins a frame that is a paper
FAULT: Final = "fault"
BUSY: Final = "busy"
_NEAREST: Final = 5
LONGEST: Final = 200
"""Characters of a text from a template that are passed on."""


@dataclass(frozen=True, slots=True)
class Task:
    """A template to be read.

    Attributes:
        name: what the user calls it.
        content: the bytes of the .docx.
        known: what there is to be printed.
        language: of the sentences, and the folder of their catalogues.
        seconds: until the report has to be there; `processor` those of the processor, for each answer.
    """

    name: str
    content: bytes
    known: Known
    language: str
    locale: str
    seconds: float
    processor: float


@dataclass(frozen=True, slots=True)
class Wish:
    """A paper to be made of these facts, in so many seconds."""

    context: dict[str, Any]
    seconds: float


def message(kind: str, **more: Any) -> bytes:
    """A line of JSON."""
    return json.dumps({"kind": kind, **more}, ensure_ascii=False).encode("utf-8", "replace")


def fault_message(fault: TemplateFault) -> bytes:
    """What is wrong with a template, and whether it may go on."""
    return message(
        FAULT,
        paragraph=fault.paragraph,
        why=fault.why,
        name=fault.name,
        nearest=fault.nearest,
        certain=fault.certain,
        forbidden=isinstance(fault, Forbidden),
    )


def fault_of(template: str, said: dict[str, Any]) -> TemplateFault:
    """The fault that a message tells of; whatever it holds is taken as text."""
    sort = Forbidden if said.get("forbidden") is True else TemplateFault
    paragraph, why, name = (str(said.get(key, ""))[:LONGEST] for key in ("paragraph", "why", "name"))
    near = said.get("nearest")
    nearest = tuple(str(one)[:LONGEST] for one in near[:_NEAREST]) if isinstance(near, list) else ()
    return sort(template, paragraph, why, name, nearest, certain=said.get("certain") is not False)
