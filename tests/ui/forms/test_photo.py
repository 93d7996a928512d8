# SPDX-License-Identifier: MIT
"""Photos in a form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image

from tests.ui.forms.editors import put
from villagedesk.ui.forms.photo import PhotoEditor
from villagedesk.ui.forms.refs import RefSource

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from tests.ui.conftest import Said
    from villagedesk.ui.session import Session

# The lists that open while one types are windows of their own, which the offscreen platform says it cannot raise.
pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)


def test_a_photo_is_taken_into_the_file_and_can_be_taken_out(window: QWidget, session: Session, tmp_path: Path) -> None:
    Image.new("RGB", (40, 30), "red").save(tmp_path / "头像.png")
    editor = PhotoEditor(RefSource(session))
    told = put(window, editor)
    editor.take(tmp_path / "头像.png")
    assert len(editor.content()) == 64
    assert session.store.value("SELECT count(*) FROM picture") == 1
    assert editor.look_button.isEnabled()
    editor.clear_button.click()
    assert told.typed[-1] == ""


def test_a_file_that_is_no_photo_is_refused_with_its_name(
    window: QWidget, session: Session, tmp_path: Path, said: Said
) -> None:
    (tmp_path / "照片.jpg").write_bytes(b"not a picture")
    editor = PhotoEditor(RefSource(session))
    told = put(window, editor)
    editor.take(tmp_path / "照片.jpg")
    assert "照片.jpg" in said.warnings[0]
    assert told.typed == []
