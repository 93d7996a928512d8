# SPDX-License-Identifier: MIT
"""Two households, one of which may not be printed, and the dialog of the export."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.documents.guarded.making import document
from villagedesk.services.keeping.records import Edit, save_records
from villagedesk.services.papers.own_templates import keep_template
from villagedesk.store import reads
from villagedesk.store.households import Query
from villagedesk.ui.dialogs.export import ExportDialog

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from villagedesk.ui.icons import Icons
    from villagedesk.ui.session import Session

GOOD_ID = "510199197003050011"


@pytest.fixture
def households(session: Session, a_household: Callable[..., str]) -> list[str]:
    """A household that may be printed, and one that may not (its head has no identity number)."""
    from villagedesk.models.catalogue.member import Member, MemberYear

    good, bad = a_household("张三", group="1组", local_no="1001"), a_household("李四", group="2组", local_no="2001")
    member = next(one for one in reads.where(session.store, Member) if one.household == good)
    facts = {"id_no": GOOD_ID, "sex": "1", "birth": "1970-03-05", "ethnic": "01"}
    years = [one for one in reads.where(session.store, MemberYear) if one.member == member.id]
    known = [Edit("member_year", one.id, {"education": "junior", "health": ("1",)}) for one in years]
    save_records(session.store, "证件", [Edit("member", member.id, facts), *known])
    return [good, bad]


@pytest.fixture
def make(
    session: Session, icons: Icons, households: list[str], tmp_path: Path, qtbot: QtBot
) -> Callable[..., ExportDialog]:
    def made(selected: list[str] | None = None, query: Query | None = None) -> ExportDialog:
        dialog = ExportDialog(session, icons, households[:1] if selected is None else selected, query or Query())
        qtbot.addWidget(dialog)
        dialog.folder.setText(str(tmp_path / "档案"))
        dialog.show()
        return dialog

    return made


@pytest.fixture
def own_templates(session: Session) -> None:
    keep_template(session.store, "入户须知", document("户主：{{ 户.户主姓名 }}"))
    keep_template(session.store, "坏表", document("户主：{{ 户.没有这一项 }}"))
