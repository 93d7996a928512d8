# SPDX-License-Identifier: MIT
"""The export log: entries are only added, travel with the file, and hinder nobody from undoing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.merge.conftest import exchange
from tests.store.conftest import a_household
from villagedesk.errors import EnvironmentProblem, Refused, VillageDeskError
from villagedesk.services.keeping.exportlog import Contents, Purpose, fingerprint, purpose, put_in_place
from villagedesk.services.keeping.placing import new_file
from villagedesk.services.keeping.records import Edit, Removal, save_records
from villagedesk.store import engine, undo, verify
from villagedesk.store.exportlog import entries
from villagedesk.store.file import Opening, open_file
from villagedesk.store.scope import scope_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from villagedesk.store.store import Store

PURPOSE = Purpose("镇民政办", "核对医保缴费名单")


def enter(store: Store, tmp_path: Path, village: str = "", what: str = "家庭人口花名册") -> str:
    contents = Contents(what, village, "清溪村", 2025, ("姓名", "证件号码"), 3, 8)
    with new_file(tmp_path / "册.docx") as part:
        part.write_text(what, encoding="utf-8")
        return put_in_place(store, part, tmp_path / "册.docx", contents, PURPOSE)


@pytest.mark.parametrize(
    ("recipient", "reason", "field"), [("", "核对医保名单", "提供给"), ("镇", " 工作 ", "导出原因")]
)
def test_a_purpose_has_to_say_something(recipient: str, reason: str, field: str) -> None:
    with pytest.raises(Refused, match=field):
        purpose(recipient, reason)


def test_an_entry_cannot_be_changed_removed_or_undone(store: Store, tmp_path: Path) -> None:
    enter(store, tmp_path)
    (entry,) = entries(store)
    for edit in (Edit("export_entry", entry.id, {"reason": "没什么"}), Removal("export_entry", entry.id, "删")):
        with pytest.raises(Refused, match="只能增加"):
            save_records(store, "改", [edit])
    with pytest.raises(undo.NothingToUndo):
        undo.revert(store, store.value("SELECT max(seq) FROM batch"))
    assert entries(store) == [entry]
    assert verify.verify(store).ok


class BrokenAtCommit:
    """A connection on whose disk nothing more fits when the transaction is to be kept."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def execute(self, sql: str, *more: Any) -> Any:
        if sql == "COMMIT":
            full = engine.DatabaseError("database or disk is full")
            full.sqlite_errorcode = 13  # SQLITE_FULL
            raise full
        return self._connection.execute(sql, *more)


def test_no_unmasked_file_lies_there_when_its_entry_cannot_be_kept(store: Store, tmp_path: Path) -> None:
    whole = store.connection
    (tmp_path / "册.docx").write_text("before", encoding="utf-8")
    store.connection = BrokenAtCommit(whole)
    with pytest.raises(VillageDeskError):
        enter(store, tmp_path)
    store.connection = whole
    assert (tmp_path / "册.docx").read_text(encoding="utf-8") == "before"
    assert [one.name for one in tmp_path.glob("*册*")] == ["册.docx"]
    assert entries(store) == []


def test_the_entry_stands_before_the_file_has_its_name(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a power cut in between would leave: seen by a second connection, which sees only what was committed."""
    seen: list[int] = []
    rename = type(tmp_path).replace

    def look(part: Path, target: Path) -> Path:
        with open_file(store.path, "", Opening(read_only=True)) as other:
            seen.append(len(entries(other)))
        return rename(part, target)

    monkeypatch.setattr(type(tmp_path), "replace", look)
    enter(store, tmp_path)
    assert seen == [1]


def test_of_a_file_that_did_not_get_its_name_the_log_says_so(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_part: Path, _target: Path) -> None:
        raise PermissionError(13, "denied")

    monkeypatch.setattr(type(tmp_path), "replace", refuse)
    with pytest.raises(EnvironmentProblem, match="没有写到"):
        enter(store, tmp_path)
    assert {one.what for one in entries(store)} == {"家庭人口花名册", "没有写成：家庭人口花名册"}
    assert len({one.file_hash for one in entries(store)}) == 1
    assert list(tmp_path.glob("*册*")) == []


def test_an_entry_does_not_hinder_undoing_what_was_done_before(store: Store, tmp_path: Path) -> None:
    a_household(store)
    with store.change("改电话") as change:
        change.put("household", "h1", {"phone": "13800001111"})
    enter(store, tmp_path)
    assert undo.undo(store).label == "撤销：改电话"
    assert len(entries(store)) == 1


def test_a_file_that_was_found_is_known_by_its_contents(store: Store, tmp_path: Path) -> None:
    found = enter(store, tmp_path)
    (tmp_path / "册.docx").rename(tmp_path / "改名.docx")
    assert fingerprint(tmp_path / "改名.docx") == found == entries(store)[0].file_hash


def test_of_a_township_only_the_entries_of_a_village_go_back_to_it(store: Store, tmp_path: Path) -> None:
    village = store.value("SELECT id FROM village")
    enter(store, tmp_path, village)
    enter(store, tmp_path, "", "全镇花名册")
    own = {one.id for one in entries(store) if one.village}
    assert own == {one.id for one in entries(store)} & scope_of(store.connection, village).rows


def test_an_entry_travels_with_a_merge(new_store: Callable[..., Store], tmp_path: Path) -> None:
    village, township = new_store("a"), new_store("b")
    enter(village, tmp_path)
    exchange(village, township)
    assert [one.file_hash for one in entries(township)] == [one.file_hash for one in entries(village)]
