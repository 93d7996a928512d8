# SPDX-License-Identifier: MIT
"""What the tests of printing many households order."""

from __future__ import annotations

import pytest

from tests.documents.conftest import DAY
from villagedesk.documents.volumes.batch import Order


@pytest.fixture
def order(tmp_path):
    def make(households, target="案卷", **more):
        return Order(
            households=tuple(households),
            year=2016,
            target=tmp_path / target,
            papers=more.pop("papers", ("cover",)),
            document_date=DAY,
            **more,
        )

    return make
