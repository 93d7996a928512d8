# SPDX-License-Identifier: MIT
"""Random lives of a file: edits, sets, removals, conflicts, undo, redo, reopening. The tables always equal the replay."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from villagedesk.models.catalogue.registry import entity_spec
from villagedesk.models.catalogue.spec import NA
from villagedesk.services.opening.files import NewFile, create_village_file
from villagedesk.store import steps, undo, verify
from villagedesk.store.dump import dump
from villagedesk.store.file import Opening, open_file
from villagedesk.store.ids import SeededIds

ROWS = st.sampled_from(["a", "b", "c"])
VALUES = st.fixed_dictionaries(
    {},
    optional={
        "phone": st.sampled_from([None, "13800001111", "13800002222"]),
        "group": st.sampled_from(["1组", "2组", None]),
        "note": st.sampled_from(["甲", "乙", None]),
        "programmes": st.sets(st.sampled_from(["file", "monitoring", "regular"])).map(
            lambda codes: tuple(sorted(codes))
        ),
        "identify_year": st.sampled_from([None, 2014, 2016]),
    },
)
YEAR_VALUES = st.fixed_dictionaries(
    {},
    optional={"house_area": st.sampled_from([None, 0, 5000, NA]), "consents": st.sampled_from([None, True, False, NA])},
)


class LifeOfAFile(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "a.village"
        self.ids = SeededIds("life")
        wanted = NewFile("village", "清溪村", "510199100201", 2025)
        self.store = create_village_file(self.path, "", wanted, Opening(new_id=self.ids))
        self.undone = [self.view()]  # views that undo must come back to, the present one last
        self.redone = []

    def view(self):
        return list(dump(self.store))

    def did(self, changed):
        if changed:
            self.undone.append(self.view())
            self.redone.clear()

    @rule(row=ROWS, values=VALUES, year=YEAR_VALUES)
    def put(self, row, values, year):
        with self.store.change("填写") as change:
            change.put("household", row, values)
            change.put("household_year", f"{row}-y", {"household": row, "year": 2025, **year})
        self.did(change.changed)

    @rule(row=ROWS)
    def remove(self, row):
        with self.store.change("删除") as change:
            change.remove("household", [row], "误登")
        self.did(change.changed)

    @rule(row=ROWS, field=st.sampled_from(["phone", "note", "programmes#file"]), flip=st.booleans())
    def contest(self, row, field, flip):
        """What a merge leaves behind: two heads."""
        if self.store.value("SELECT 1 FROM household WHERE id = ?", (row,)):
            wanted = {"phone": ["1", "2"], "note": ["东", "西"], "programmes#file": [True, False]}[field]
            with self.store.change("合并") as change:
                change.settle("household", row, field, wanted[::-1] if flip else wanted)
            self.did(change.changed)

    @precondition(lambda self: len(self.undone) > 1)
    @rule()
    def take_back(self):
        undo.undo(self.store)
        self.redone.append(self.undone.pop())
        assert self.view() == self.undone[-1]

    @precondition(lambda self: self.redone)
    @rule()
    def bring_back(self):
        undo.redo(self.store)
        self.undone.append(self.redone.pop())
        assert self.view() == self.undone[-1]

    @rule()
    def reopen(self):
        before = self.view()
        self.store.close()
        self.store = open_file(self.path, "", Opening(new_id=self.ids))
        assert self.view() == before

    @invariant()
    def tables_equal_the_replay(self):
        found = verify.verify(self.store)
        assert found.faults == []

    @invariant()
    def the_menu_offers_what_was_done(self):
        assert (steps.next_redo(self.store) is not None) == bool(self.redone)
        assert entity_spec("household").key == "household"

    def teardown(self):
        self.store.close()
        self.folder.cleanup()


_NIGHT = os.environ.get("HYPOTHESIS_PROFILE") == "night"

TestLifeOfAFile = LifeOfAFile.TestCase
TestLifeOfAFile.settings = settings(
    settings.get_profile("ci"), max_examples=500 if _NIGHT else 25, stateful_step_count=50 if _NIGHT else 25
)
