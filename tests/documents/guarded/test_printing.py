# SPDX-License-Identifier: MIT
"""An order of papers of the office's own template that comes to a stop: what was finished stays, and is said."""

from __future__ import annotations

import multiprocessing

import pytest

from tests.documents.conftest import DAY
from tests.documents.guarded.making import document
from villagedesk.documents.guarded.printing import Form, print_form
from villagedesk.documents.volumes.batch import Order
from villagedesk.errors import Refused


def test_a_process_that_dies_in_the_middle_takes_no_finished_paper_with_it(store, village_of, tmp_path):
    form = Form("联系卡", document("{{ 户.户主姓名 }}"))

    def kill(done, _total, _label):
        if done == 2:
            for process in multiprocessing.active_children():
                process.kill()
                process.join()

    order = Order(tuple(village_of(4)), 2016, tmp_path / "案卷", (), document_date=DAY)
    with pytest.raises(Refused, match=r"没有完成，已停止。.*已完成2户，保留在“.*联系卡”") as caught:
        print_form(store, order, form, report=kill)
    assert "没有打印" not in str(caught.value)
    assert len(list((tmp_path / "案卷" / "联系卡").iterdir())) == 2
    outcome = print_form(store, order, form)
    assert len(outcome.written) == 4
    assert len(list((tmp_path / "案卷" / "联系卡").iterdir())) == 4
