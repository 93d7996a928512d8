# SPDX-License-Identifier: MIT
"""A household of three and the dialog of an event."""

from __future__ import annotations

import pytest

from villagedesk.models.catalogue.member import Member
from villagedesk.services.events.family import Family
from villagedesk.services.events.planning import EVENTS
from villagedesk.services.keeping.records import Edit, save_records
from villagedesk.store import reads
from villagedesk.ui.casefile.events.dialog import EventDialog


@pytest.fixture
def household(store, a_household):
    made = a_household("肖辉", "高凤珍", "肖明")
    people = reads.of_owner(store, Member, made)
    edits = []
    for one, (sex, relation) in zip(people, (("1", "head"), ("2", "spouse"), ("1", "son")), strict=True):
        facts = store.value("SELECT id FROM member_year WHERE member = ?", (one.id,))
        edits += [Edit("member", one.id, {"sex": sex}), Edit("member_year", facts, {"relation": relation})]
    save_records(store, "关系", edits)
    return made


@pytest.fixture
def dialog(qtbot, session, icons, household):
    """Makes the dialog of an event: `dialog("death")`."""

    def make(kind, who="", of=""):
        family = Family(session.store, of or household)
        member = next((one.id for one in family.members if one.name == who), "")
        made = EventDialog(None, session, icons, EVENTS[kind], family, member)
        qtbot.addWidget(made)
        made.show()
        qtbot.waitExposed(made)
        return made

    return make
