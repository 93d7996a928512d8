# SPDX-License-Identifier: MIT
"""Putting a finished spreadsheet on disk, whole or not at all, and writing what people typed as text, never as a formula."""

from __future__ import annotations

import io
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from villagedesk.errors import Refused
from villagedesk.i18n import _
from villagedesk.services.keeping.placing import put_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MARK_RED: Final = "C00000"
LONGEST_CELL: Final = 32_767  # characters; Excel's own limit


@contextmanager
def new_workbook(target: Path, part: Path | None = None) -> Iterator[Any]:
    """An XlsxWriter workbook that lies at `target` when the block ends without an error.

    Args:
        target: an .xlsx file; an earlier one is replaced whole or not at all.
        part: the temporary name that `exportlog.outgoing` gave; the workbook is left there, and what goes wrong is said
            by it. Whatever tells of persons goes this way.

    Raises:
        Refused: the target is not an .xlsx file.
        EnvironmentProblem: it cannot be written there.
    """
    import xlsxwriter

    if target.suffix.lower() != ".xlsx":
        text = _("“{name}”的扩展名应为 .xlsx，请改名后再保存。")
        raise Refused(text.format(name=target.name))
    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    workbook = xlsxwriter.Workbook(content, options)
    yield workbook
    workbook.close()
    if part is not None:
        part.write_bytes(content.getvalue())
        return
    put_file(content.getvalue(), target)


def mark_pages(page: Any, mark: str) -> None:
    """Print the mark of unmasked lists above every page of a sheet; an empty one leaves the sheet as it is."""
    if mark:
        page.set_header(f"&C&K{MARK_RED}{mark}")


def plain_text(text: str) -> str:
    """The text as a cell can hold it: without half characters, not longer than Excel allows."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return whole if len(whole) <= LONGEST_CELL else whole[: LONGEST_CELL - 1] + "…"
