# SPDX-License-Identifier: MIT
"""A small PDF with a landscape page in the middle, and the window that shows it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from villagedesk.documents.preview import Preview
from villagedesk.ui.preview.window import PreviewWindow

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from villagedesk.ui.session import Session

A4, LYING = (595.0, 842.0), (842.0, 595.0)


def pdf_of(*sizes: tuple[float, float]) -> bytes:
    with pypdfium2.PdfDocument.new() as document:
        for size in sizes:
            document.new_page(*size)
        target = io.BytesIO()
        document.save(target)
    return target.getvalue()


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    made = tmp_path / "案卷.pdf"
    made.write_bytes(pdf_of(A4, LYING, *[A4] * 10))
    return made


@pytest.fixture
def make(session: Session, paper: Path, qtbot: QtBot) -> Callable[..., PreviewWindow]:
    def shown(content: bytes | None = None) -> PreviewWindow:
        window = PreviewWindow(session, Preview(content or paper.read_bytes()), paper, "案卷")
        qtbot.addWidget(window)
        window.resize(900, 600)
        with qtbot.waitExposed(window):
            window.show()
        return window

    return shown


@pytest.fixture
def window(make: Callable[..., PreviewWindow]) -> PreviewWindow:
    return make()
