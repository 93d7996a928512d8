# SPDX-License-Identifier: MIT
"""What goes into the pipe comes out of it."""

from __future__ import annotations

import pytest

from villagedesk.merge.frames import packed, unpacked
from villagedesk.store.foreign import Foreign, ForeignChange

LINES = [
    ForeignChange(0, "member", "m1", "", '{"name":"肖\\n辉","note":"甲\\"乙\u2028丙"}', ()),
    ForeignChange(3, "member", "m2", "phone", "null", ("b0:1", "b0:2")),
    ForeignChange(4, "household", "h1", "removed", '"误登"', ()),
]


@pytest.mark.parametrize("lines", [[], LINES[:1], LINES])
@pytest.mark.parametrize("elsewhere", [{}, {1: "a" * 64, 2: "b" * 64}])
def test_a_batch_comes_out_of_the_pipe_as_it_went_in(lines: list[ForeignChange], elsewhere: dict[int, str]) -> None:
    batch = Foreign("b1", "登记\n走访", "edit", "李会计", "村部", "2025-03-02 12:00:00", "b0", 5, "c" * 64, "d" * 64)
    batch.lines, batch.elsewhere = list(lines), dict(elsewhere)
    assert unpacked(packed(batch)) == batch


def test_a_frame_that_lacks_a_column_is_no_batch() -> None:
    import zlib

    frame = zlib.decompress(packed(Foreign("b", "", "", "", "", "", "", 1, "", lines=LINES[:1])))
    with pytest.raises(ValueError, match="zip"):
        unpacked(zlib.compress(frame.rpartition(b"\n")[0]))
