# SPDX-License-Identifier: MIT
"""The process in which a foreign template is read and filled in: one template, any number of households, then it ends.

It has limits of memory and time, may write no file and opens no connection. It gets plain values and answers with a line of
JSON or with the bytes of a paper; whatever the template does to it, the program that asked only sees a sentence or the end
of the pipe. This module itself loads little: whoever starts the process imports it too, before anything has begun.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from villagedesk.documents.guarded.frames import PAPER, READY, Task, Wish, fault_message, message
from villagedesk.documents.word.faults import Endless, Forbidden, TemplateFault, TooLarge
from villagedesk.errors import VillageDeskError
from villagedesk.i18n import _, set_language

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from villagedesk.documents.guarded.watch import Watch
    from villagedesk.documents.word.template import Template


def main(pipe: Connection) -> None:
    """Get the template, report on it, then fill it in as often as asked; the entry point of the process."""
    try:
        _load()
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
    from villagedesk.documents.guarded import reading, watch  # noqa: F401
    from villagedesk.documents.guarded.limits import limit
    from villagedesk.documents.word.template import jinja_source

    jinja_source("", b"<a/>")
    limit()


def _serve(pipe: Connection, task: Task) -> None:
    from villagedesk.documents.guarded.watch import Watch

    watch = Watch(pipe, task.name, task.processor)
    try:
        answer, template = _understood(watch, task)
        pipe.send_bytes(answer)
        while (wish := pipe.recv()) is not None:
            pipe.send_bytes(_paper(watch, template, wish))
    except (EOFError, OSError):
        raise
    except VillageDeskError as fault:
        pipe.send_bytes(fault_message(fault) if isinstance(fault, TemplateFault) else _refused(str(fault)))
    except MemoryError:
        pipe.send_bytes(fault_message(Forbidden(task.name, "", _too_large())))
    except Exception as fault:
        text = _("模板“{name}”读不懂（{kind}），没有采用。请在Word或WPS中另存后再试。")
        pipe.send_bytes(_refused(text.format(name=task.name, kind=type(fault).__name__)))


def _understood(watch: Watch, task: Task) -> tuple[bytes, Template]:
    from villagedesk.documents.guarded.limits import LONGEST, PER_MARK
    from villagedesk.documents.guarded.reading import marks_in, taken_in, understood
    from villagedesk.documents.guarded.report import as_plain

    until = time.monotonic() + task.seconds
    with watch.over(task.seconds):
        parts = taken_in(task.name, task.content)
    most = min(task.processor + PER_MARK * marks_in(parts), LONGEST)
    with watch.over(until - time.monotonic(), processor=most):
        report, template = understood(task.name, parts, task.known)
        return message("report", **as_plain(report)), template


def _paper(watch: Watch, template: Template, wish: Wish) -> bytes:
    """A filled paper, or what is wrong with it; with a fault that is not forbidden the next household may still be well.

    Raises:
        Forbidden: it ran against a limit.
    """
    from villagedesk.documents.guarded.safety import refuse_unsafe_text
    from villagedesk.documents.word.package import written
    from villagedesk.documents.word.template import parts_filled

    try:
        with watch.over(wish.seconds, template):
            parts = parts_filled(template, wish.context)
            for name in template.filled:  # once more, now with the facts in it
                refuse_unsafe_text(template.name, parts[name])
            return PAPER + written(parts)
    except Endless as fault:
        why = _too_large() if isinstance(fault, TooLarge) else _("写出的内容没有尽头，已停止。请检查里面的循环。")
        raise Forbidden(template.name, fault.paragraph, why) from fault
    except Forbidden:
        raise
    except TemplateFault as fault:
        return fault_message(fault)


def _too_large() -> str:
    return _("需要的内存超过上限，已停止。请检查里面的循环和重复。")


def _refused(text: str) -> bytes:
    return message("refused", text=text)
