# SPDX-License-Identifier: MIT
"""Dialogs fit on the screen there is, with their title."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QDialog

from villagedesk.models.catalogue.registry import entity_spec
from villagedesk.store.households import Query
from villagedesk.ui import window_state
from villagedesk.ui.dialogs.export import ExportDialog
from villagedesk.ui.dialogs.history_of_field import FieldHistoryDialog
from villagedesk.ui.dialogs.picture import PictureDialog
from villagedesk.ui.dialogs.rollup_export import RollupExportDialog
from villagedesk.ui.dialogs.roster import RosterDialog
from villagedesk.ui.forms.record_dialog import RecordDialog
from villagedesk.ui.forms.refs import RefSource

TITLE = 31  # pixels, on Windows at 100 %
DIALOGS = {
    "roster": RosterDialog,
    "export": lambda session, icons: ExportDialog(session, icons, [], Query()),
    "rollups": lambda _session, _icons: RollupExportDialog("basic", 2025, "清溪村"),
    "history": lambda session, _icons: FieldHistoryDialog(None, session, "household", "h", "phone"),
    "record": lambda session, _icons: RecordDialog(RefSource(session), entity_spec("cadre"), {}, None),
}


@pytest.mark.parametrize("name", DIALOGS)
@pytest.mark.usefixtures("as_seen")
def test_a_dialog_is_no_larger_than_a_small_screen(qtbot, session, icons, name):
    dialog = DIALOGS[name](session, icons)
    qtbot.addWidget(dialog)
    room = dialog.screen().availableGeometry()  # 800 × 800 without a real screen
    assert dialog.width() <= room.width()
    assert dialog.height() + TITLE <= room.height()
    dialog.resize(960, 469)  # a screen of 1920 × 1080 at 200 %, without task bar and title
    assert (dialog.width(), dialog.height()) == (960, 469)
    assert dialog.minimumSizeHint().height() <= 469


def test_a_dialog_grows_with_the_letters_up_to_the_screen(qtbot):
    dialog = QDialog()
    qtbot.addWidget(dialog)
    window_state.fit(dialog, 10, 5)
    small = dialog.width()
    font = dialog.font()
    font.setPixelSize(2 * dialog.fontInfo().pixelSize())
    dialog.setFont(font)
    window_state.fit(dialog, 10, 5)
    assert dialog.width() > 1.5 * small
    window_state.fit(dialog, 1_000, 1_000)
    assert dialog.height() + TITLE <= dialog.screen().availableGeometry().height()


def test_a_large_photo_leaves_room_for_its_frame(qtbot):
    from io import BytesIO

    from PIL import Image

    out = BytesIO()
    Image.new("RGB", (3000, 3000), "#888").save(out, "PNG")
    dialog = PictureDialog(None, out.getvalue(), "房屋照片")
    qtbot.addWidget(dialog)
    assert dialog.height() + TITLE <= dialog.screen().availableGeometry().height()
