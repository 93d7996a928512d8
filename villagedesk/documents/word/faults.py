# SPDX-License-Identifier: MIT
"""What can be wrong with a Word template. Apart from `template`, so that naming a fault loads no library."""

from __future__ import annotations

from typing import Any

from villagedesk.errors import Refused
from villagedesk.i18n import _, labelled, listed


class TemplateFault(Refused):
    """A template asks for something that does not exist or may not be done.

    Attributes:
        template: file name.
        paragraph: text of the paragraph at fault, empty where it is unknown.
        why: what is wrong with it, a sentence.
        name: the unknown name, empty if the fault is another.
        nearest: names that exist and look alike.
        certain: the paragraph is wrong whatever the facts are; otherwise other facts may do.
    """

    def __init__(
        self,
        template: str,
        paragraph: str,
        why: str,
        name: str = "",
        nearest: tuple[str, ...] = (),
        *,
        certain: bool = True,
    ) -> None:
        self.template, self.paragraph, self.name, self.nearest = template, paragraph, name, nearest
        self.why, self.certain = why, certain
        where = _("模板“{template}”").format(template=template)
        if paragraph:
            where += _("的段落“{paragraph}”").format(paragraph=paragraph)
        hint = _("相近的名称：{names}。").format(names=listed(nearest)) if nearest else ""
        super().__init__(labelled(where, why + hint))

    def __reduce__(self) -> tuple[Any, ...]:
        """Faults come back from worker processes."""
        arguments = (self.template, self.paragraph, self.why, self.name, self.nearest)
        return type(self), arguments, {"certain": self.certain}


class Forbidden(TemplateFault):
    """A template reaches for what no template may have: Python, or more time and memory than any form needs."""


class Endless(Exception):
    """A template writes without end, or fills the memory.

    Attributes:
        paragraph: in which it was at it; empty where it is unknown.
    """

    def __init__(self, paragraph: str = "") -> None:
        super().__init__()
        self.paragraph = paragraph


class TooLong(Endless):
    """It wrote more than any paper has."""


class TooLarge(Endless):
    """It took more memory than it may have."""
