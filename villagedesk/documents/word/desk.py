# SPDX-License-Identifier: MIT
"""Where one process lays out the papers of many households: a LibreOffice that waits, rather than one start for each.

It is ended and begun anew after `MOST` papers, since its memory grows with them. One that failed is ended too, and only the
papers that it had in hand are laid out the usual way. Word and WPS are told as ever. One that hangs household after household
is not waited for any more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Self

from villagedesk.documents.word.typesetting import NotLaidOut, TookTooLong, as_pdfs
from villagedesk.documents.word.warm import WarmOffice
from villagedesk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from villagedesk.documents.word.office import Typesetter

MOST: Final = 36  # papers of three households: it grows by 1.7 MB with each, from 190 MB to some 270
HANGS: Final = (
    2  # households in a row that waited for it in vain, some four minutes each; the others are not kept waiting
)
GIVEN_UP: Final = 3  # failures one after the other, after which none is started beforehand any more


class Desk:
    """Lays papers out. Nothing is started before somebody asks; used by one thread.

    Args:
        check: looks at the cancel button, several times a second while papers are laid out.
        soon: more than one household will come; without it the first papers are laid out the usual way, which is sooner done.
    """

    def __init__(self, check: Callable[[], None] = lambda: None, *, soon: bool = False) -> None:
        self.check = check
        self._soon = soon
        self._office: WarmOffice | None = None
        self._laid = 0
        self._failed = 0
        self._in_vain = 0

    def __enter__(self) -> Self:
        """Nothing yet."""
        return self

    def __exit__(self, *_fault: object) -> None:
        """See `close`."""
        self.close()

    def close(self) -> None:
        """End what waits; it is begun anew where papers come all the same."""
        if self._office is not None:
            self._office.close()

    def warm_up(self, program: Typesetter) -> None:
        """Papers will come: begin to start LibreOffice, which goes on while they are filled in. Returns at once."""
        if not self._soon or program.automation or self._failed >= GIVEN_UP:
            return
        if self._office is None:
            self._office = WarmOffice(lambda: program)
        self._office.warm_up()

    def pdfs(self, program: Typesetter, papers: Sequence[bytes]) -> list[bytes]:
        """These .docx files as PDF, in their order.

        Raises:
            NotLaidOut, EnvironmentProblem: see `typesetting.as_pdfs`; at once after `HANGS` households that waited in vain.
        """
        if self._in_vain >= HANGS:
            text = _(
                "{program}连续{count}户没有排完版，本次没有再试。请重新启动电脑后再成档，或不选“编页号”和“另存PDF”。"
            )
            raise NotLaidOut(text.format(program=program.name, count=self._in_vain))
        self.warm_up(program)
        self._soon = True  # whoever asks a second time may ask a third
        office = self._office if self._office is not None and self._office.is_running else None
        try:
            made = as_pdfs(program, papers, self.check, office)
        except TookTooLong:
            self._in_vain += 1
            raise
        else:
            self._in_vain = 0
            return made
        finally:
            if office is not None:
                self._look_after(office, len(papers))

    def _look_after(self, office: WarmOffice, papers: int) -> None:
        """What failed was ended by `as_pdfs`; what has laid out enough is ended here."""
        self._laid += papers
        self._failed = 0 if office.is_running else self._failed + 1
        if self._failed or self._laid >= MOST:
            office.close()
            self._laid = 0
