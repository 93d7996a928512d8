# SPDX-License-Identifier: MIT
"""What forms and grids know beyond the record they edit: names of rows, read once until the file changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from villagedesk.services.books import registers
from villagedesk.services.keeping.records import Edit, save_records
from villagedesk.services.opening.files import village_id
from villagedesk.ui.forms.refs import RefSource

if TYPE_CHECKING:
    import pytest

    from villagedesk.ui.session import Session


def test_the_name_of_a_row_of_a_book_is_read_once_for_all_cells_and_again_after_a_change(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    refs = RefSource(session)
    refs.village = village_id(session.store.info.code)
    donor = save_records(
        session.store, "登记", [Edit("donor", "", {"village": refs.village, "name": "示范商会"}, "d")]
    ).ids["d"]
    read: list[str] = []
    names = registers.RowNames._names

    def counted(self: registers.RowNames, entity: str, rows: object) -> dict[str, str]:
        read.append(entity)
        return names(self, entity, rows)  # type: ignore[arg-type]

    monkeypatch.setattr(registers.RowNames, "_names", counted)
    assert {refs.text("donor", donor) for _cell in range(50)} == {"示范商会"}
    assert read == ["donor"]
    save_records(session.store, "改名", [Edit("donor", donor, {"name": "县总商会"})])
    assert refs.text("donor", donor) == "县总商会"
    assert read == ["donor", "donor"]
    assert refs.text("donor", "没有这一行") == ""
