# SPDX-License-Identifier: MIT
"""What the first pass over the households finds is kept for others."""

from __future__ import annotations

from villagedesk.services.doubts import findings, judging, kept, newdoubts


def test_what_was_found_of_all_households_is_kept_for_who_asks_for_all_doubts(
    qtbot, page, session, a_household, monkeypatch
):
    households = [a_household(name) for name in ("张一", "张二", "张三")]
    page.show()
    counter = page.households.lights
    qtbot.waitUntil(lambda: counter._whole is not None and not counter._pending and not counter._working)
    qtbot.waitUntil(lambda: counter._first is None and not counter._working)
    found: dict[str, list[tuple[str, str]]] = {}
    for one in findings.find(session.store):
        if one.counts:
            found.setdefault(newdoubts.owner(one), []).append((one.code, str(one.level)))
    assert set(households) <= set(found)
    looked: list[str] = []
    whole = judging.of_households
    monkeypatch.setattr(judging, "of_households", lambda store, wanted, rows, *rest: looked.extend(rows) or whole(
        store, wanted, rows, *rest))  # fmt: skip
    told = kept.standing(session.store)
    assert looked == []
    assert {row: sorted((one.code, one.level) for one in some) for row, some in told.items()} == {
        row: sorted(some) for row, some in found.items()
    }
    with session.store.change("改") as change:
        change.put("household", households[0], {"phone": "1"})
    kept.standing(session.store)
    assert looked == [households[0]]
