# SPDX-License-Identifier: MIT
"""A village that knows what archive numbers are made of, and orders of binders."""

from __future__ import annotations

import pytest

from tests.documents.conftest import DAY, VILLAGE
from villagedesk.documents.binder.orders import BindOrder
from villagedesk.services.keeping.records import Edit, save_records

SETTINGS = {
    "fonds_no": "Z099", "fonds_name": "示范镇人民政府", "archive_class": "贫困户文件（02）", "archive_class_no": "02",
    "archive_village_no": "201", "archive_category": "WS", "archive_issue": "FP",
}  # fmt: skip


@pytest.fixture
def numbered(store):
    """The village knows everything that numbers are made of."""
    save_records(store, "档案设置", [Edit("village", VILLAGE.id, SETTINGS)])


@pytest.fixture
def order(tmp_path):
    def make(households, **more):
        more.setdefault("document_date", DAY)
        return BindOrder(tuple(households), 2016, tmp_path / "成档", **more)

    return make
