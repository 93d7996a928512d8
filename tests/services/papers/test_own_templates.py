# SPDX-License-Identifier: MIT
"""Templates of one's own stay in the file, go with its backups, and with nothing that leaves the house."""

from __future__ import annotations

import pytest

from villagedesk.errors import Refused
from villagedesk.services.opening.files import open_village_file
from villagedesk.services.papers.own_templates import MOST, content_of, keep_template, listed, remove_template
from villagedesk.store.backup import copy_to
from villagedesk.store.outgoing import report_copy


def test_a_template_is_kept_replaced_and_removed(store):
    keep_template(store, "表", b"one")
    keep_template(store, "表", b"two!")
    assert content_of(store, "表") == b"two!"
    assert [(one.name, one.size, one.who, one.at) for one in listed(store)] == [("表", 4, "李书记", "2026-03-02 12:00")]
    remove_template(store, "表")
    assert listed(store) == []
    with pytest.raises(Refused, match="可能已经删去"):
        content_of(store, "表")


def test_there_is_an_end_to_them(store):
    for number in range(MOST):
        keep_template(store, f"表{number}", b"x")
    keep_template(store, "表0", b"new")
    with pytest.raises(Refused, match="不能再加"):
        keep_template(store, "又一张", b"x")


def test_a_backup_has_them_and_a_report_has_not(store, tmp_path):
    keep_template(store, "表", b"x")
    copy_to(store.connection, tmp_path / "backup.village", store.key)
    report_copy(store, tmp_path / "report.village", "report")
    for name, names in (("backup", ["表"]), ("report", [])):
        with open_village_file(tmp_path / f"{name}.village", "") as copy:
            assert [one.name for one in listed(copy)] == names
