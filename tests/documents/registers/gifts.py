# SPDX-License-Identifier: MIT
"""Donations, payments and an organisation of the village, for the tests of their papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.documents.registers.conftest import VILLAGE
from villagedesk.services.keeping.records import Edit, save_records

if TYPE_CHECKING:
    from villagedesk.store.store import Store

SECRET, FIRM, OUTSIDER = "罗小明", "示范县爱心商贸有限公司", "周不在册"


def given(store: Store, homes: list[str]) -> dict[str, str]:
    """An account, a gift of money that may be named and one of rice that may not, two payments to households, a notice."""
    of = {"village": VILLAGE}
    member = store.value("SELECT id FROM member WHERE household = ?", (homes[0],))
    edits = [
        Edit("fund_account", "", {**of, "name": "捐赠专户", "kind": "donated", "opening": 50_00, "opening_on": "2024-01-01",
                                  "bank_no": "6200001234567890123"}, "account"),
        Edit("appropriation", "", {"account": "@account", "year": 2025, "item": "走访慰问", "use": "aid", "received": 30_00,
                                   "date": "2025-02-01"}),
        Edit("donor", "", {**of, "name": FIRM, "kind": "firm", "anonymous": False, "phone": "13800001234"}, "firm"),
        Edit("donor", "", {**of, "name": SECRET, "kind": "person", "anonymous": True}, "secret"),
        Edit("donation", "", {**of, "receipt_no": "JZ1", "date": "2025-01-08", "donor": "@firm", "form": "money",
                              "amount": 1_000_00, "account": "@account", "designation": "none"}, "gift"),
        Edit("donation", "", {**of, "receipt_no": "JZ2", "date": "2025-03-05", "donor": "@secret", "form": "goods",
                              "amount": 240_00, "goods": "大米", "quantity": 2_00, "unit": "袋",
                              "designation": "household", "to_household": homes[0]}, "rice"),
        Edit("payment", "", {**of, "date": "2025-01-20", "purpose": "慰问王大山等三户，含残疾人", "use": "aid",
                             "form": "money", "account": "@account", "amount": 600_00}, "paid"),
        Edit("payment", "", {**of, "date": "2025-03-06", "purpose": "发大米", "use": "aid", "form": "goods", "goods": "大米",
                             "quantity": 2_00, "unit": "袋", "amount": 240_00}, "handed"),
        Edit("payment", "", {**of, "purpose": "以后再发", "use": "aid", "form": "money", "amount": 1_00}, "later"),
        *(Edit("payout", "", {"payment": "@paid", "position": place, "to_household": home, "amount": 200_00}, f"l{place}")
          for place, home in enumerate(homes)),
        Edit("payout", "", {"payment": "@handed", "position": 0, "to_household": homes[0], "to_member": member,
                            "amount": 240_00, "quantity": 2_00}),
        Edit("allocation", "", {"payment": "@paid", "donation": "@gift", "amount": 600_00}),
        Edit("allocation", "", {"payment": "@handed", "donation": "@rice", "amount": 240_00}),
        Edit("money_notice", "", {**of, "from_day": "2025-01-01", "to_day": "2025-03-31", "start": "2025-04-05",
                                  "end": "2025-04-14", "place": "村务公开栏"}, "notice"),
        Edit("organisation", "", {**of, "name": "暖阳社工中心"}, "organisation"),
        Edit("service_contract", "", {"organisation": "@organisation", "year": 2025, "services": "陪伴",
                                      "amount": 9_00}),
        Edit("four_have", "", {"organisation": "@organisation", "year": 2024, "date": "2024-12-01", "members": False,
                               "members_shown": "旧的", "conclusion": "fail"}),
        Edit("four_have", "", {"organisation": "@organisation", "year": 2025, "date": "2025-12-01", "members": True,
                               "members_shown": "党员花名册", "signs": False, "conclusion": "mend"}),
    ]  # fmt: skip
    return save_records(store, "捐赠", edits).ids
