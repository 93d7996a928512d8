# SPDX-License-Identifier: MIT
"""The process in which a foreign template is read and filled in: one template, any number of households, then it ends.

It has limits of memory, may write no file and opens no connection. It gets plain values and answers with a line of JSON or
with the bytes of a paper; whatever the template does to it, the program that asked only sees a sentence or the end of the pipe.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from villagedesk.documents.guarded.limits import limit
from villagedesk.documents.guarded.reading import understood
from villagedesk.documents.guarded.report import as_plain
from villagedesk.documents.guarded.safety import refuse_unsafe_text
from villagedesk.documents.word.package import written
from villagedesk.documents.word.template import TemplateFault, TooLong, jinja_source, parts_filled
from villagedesk.errors import VillageDeskError
from villagedesk.i18n import _, set_language

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from villagedesk.documents.word.template import Template

READY: Final = b"ready"
PAPER: Final = b"D"  # begins a frame that is a paper


@dataclass(frozen=True, slots=True)
class Task:
    """A template to be read.

    Attributes:
        name: what the user calls it.
        content: the bytes of the .docx.
        language: of the sentences, and the folder of their catalogues.
    """

    name: str
    content: bytes
    language: str
    locale: str


def main(pipe: Connection) -> None:
    """Get the template, report on it, then fill it in as often as asked; the entry point of the process."""
    try:
        _load()
        limit()
        pipe.send_bytes(READY)
        task: Task = pipe.recv()  # from the program that started us
        set_language(task.language, Path(task.locale))
        _serve(pipe, task)
    except (EOFError, OSError):
        return  # not needed any more
    finally:
        pipe.close()


def _load() -> None:
    """Whatever is imported late, before memory is counted and files are closed."""
    from docxtpl import DocxTemplate  # noqa: F401

    jinja_source("", b"<a/>")


def _serve(pipe: Connection, task: Task) -> None:
    try:
        report, template = understood(task.name, task.content)
        pipe.send_bytes(message("report", **as_plain(report)))
        while (context := pipe.recv()) is not None:
            pipe.send_bytes(_paper(template, context))
    except (EOFError, OSError):
        raise
    except VillageDeskError as fault:
        pipe.send_bytes(message("refused", text=str(fault)))
    except MemoryError:
        text = _("模板“{name}”需要的内存超过上限，已停止。请检查里面的循环和重复。").format(name=task.name)
        pipe.send_bytes(message("refused", text=text))
    except TooLong:
        text = _("模板“{name}”写出的内容没有尽头，已停止。请检查里面的循环。").format(name=task.name)
        pipe.send_bytes(message("refused", text=text))
    except Exception as fault:
        text = _("模板“{name}”读不懂（{kind}），没有采用。请在Word或WPS中另存后再试。")
        pipe.send_bytes(message("refused", text=text.format(name=task.name, kind=type(fault).__name__)))


def _paper(template: Template, context: dict[str, Any]) -> bytes:
    """A filled paper, or what is wrong with it; with such a fault the next household may still be well."""
    try:
        parts = parts_filled(template, context)
        for name in template.filled:  # once more, now with the facts in it
            refuse_unsafe_text(template.name, parts[name])
        return PAPER + written(parts)
    except TemplateFault as fault:
        return message("fault", paragraph=fault.paragraph, why=fault.why, name=fault.name, nearest=list(fault.nearest))


def message(kind: str, **more: Any) -> bytes:
    """A line of JSON."""
    return json.dumps({"kind": kind, **more}, ensure_ascii=False).encode("utf-8", "replace")
