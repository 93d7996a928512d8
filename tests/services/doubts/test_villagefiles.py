# SPDX-License-Identifier: MIT
"""What rules about a village look at is put together from the file."""

from __future__ import annotations

from tests.services.entering import put
from villagedesk.services.doubts.villagefiles import village_files


def test_a_village_file_knows_the_members_and_households_that_its_payments_name(store, village):
    put(store, "household", "h", village=village)
    put(store, "household", "g", village=village)
    put(store, "member", "m", household="g", name="肖辉")
    put(store, "payment", "p", village=village, purpose="慰问")
    put(store, "payout", "l1", payment="p", to_household="h")
    put(store, "payout", "l2", payment="p", to_member="m")
    put(store, "payout", "l3", payment="p", to_member="gone")
    (file,) = village_files(store)
    assert [one.id for one in file.homes] == ["h"]
    assert [one.id for one in file.recipients] == ["m"]


def test_a_village_without_payments_names_nobody(store, village):
    put(store, "household", "h", village=village)
    (file,) = village_files(store)
    assert (file.homes, file.recipients) == ((), ())
