# SPDX-License-Identifier: MIT
"""What archive numbers will look like, said before they are given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from villagedesk.i18n import _
from villagedesk.models.archiving import PIECE, archive_number, mode_of, told, unset
from villagedesk.models.catalogue.place import Village
from villagedesk.store import reads

if TYPE_CHECKING:
    from villagedesk.store.store import Store


def numbers_words(store: Store, mode: str, year: int) -> str:
    """An example of the numbers, or which settings are missing and where they are made.

    Args:
        store: the file.
        mode: of cataloguing; each village's own where it is empty.
        year: of filing.
    """
    villages = reads.where(store, Village, order="code, id")
    lacking = {one.name or "": unset(one, mode or mode_of(one)) for one in villages}
    bare = {name: what for name, what in lacking.items() if what}
    if bare:
        name, what = next(iter(bare.items()))
        where = _("还没有登记{what}，档号空着待填").format(what=told(what))
        if len(villages) > 1:
            where = _("{count}个村还没有登记档号的全部内容（如{village}：{what}），档号空着待填").format(
                count=len(bare), village=name, what=told(what)
            )
        return _("{where}。在“村情况”的“档案”一栏填写。").format(where=where)
    if not villages:
        return ""
    way = mode or mode_of(villages[0])
    example = archive_number(villages[0], way, 1, year, "Y" if way == PIECE else "")
    return _("档号如 {example}；编后不变，接着上次的号往下编。").format(example=example)
