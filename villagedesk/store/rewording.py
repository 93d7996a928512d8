# SPDX-License-Identifier: MIT
"""Search words of a file that an earlier program wrote, brought in line when it is first opened for writing.

The words of a household are made when it is saved, so what is made otherwise now must be made anew for those that lie in the
file. Only households are looked up whose words can differ: those with a name that is read in more ways than one.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from villagedesk.store.faults import CannotWrite

if TYPE_CHECKING:
    from villagedesk.store.store import Store

KEY: Final = "search_words"  # in `file_info`
TODAY: Final = "2"  # 2: every usual reading of a name (多音字); without the key: one reading
_NAMED: Final = (
    "SELECT household FROM member WHERE removed IS NULL AND name GLOB ?1"
    " UNION SELECT id FROM household_list WHERE cadres GLOB ?1"
    " UNION SELECT e.household FROM household_change e JOIN member m ON m.id = e.head_before"
    " WHERE e.removed IS NULL AND m.name GLOB ?1"
)
_CHANGED: Final = frozenset({"member.name"})  # of the list's columns only what is made from names is looked at
_log = logging.getLogger("villagedesk.store.rewording")


def bring_in_line(store: Store) -> int:
    """Make the search words anew that today's program would make otherwise, once for a file; how many households that were.

    A file that cannot be written is left as it is: it is found by what it is found by, and tried again next time.
    """
    if store.value("SELECT value FROM file_info WHERE key = ?", (KEY,)) == TODAY:
        return 0
    from villagedesk.store import projection
    from villagedesk.store.pinyin import ambiguous_signs

    wanted: list[str] = []
    with suppress(CannotWrite), store.local() as connection:
        rows = connection.execute(_NAMED, (f"*[{ambiguous_signs()}]*",)).fetchall()
        wanted = [household for (household,) in rows if household]
        projection.refresh(connection, wanted, changed=_CHANGED)
        connection.execute("INSERT OR REPLACE INTO file_info VALUES (?, ?)", (KEY, TODAY))
    _log.info("search words made anew: %d households", len(wanted))
    return len(wanted)
