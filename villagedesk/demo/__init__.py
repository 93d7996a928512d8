# SPDX-License-Identifier: MIT
"""A fictitious township to look at, to practise on and to measure with. Nobody in it exists; no window imports it early.

`township` makes three villages from the bundled rosters, `practice` a single village, `scale` a large file. `filling` adds
to a file what a roster does not hold: `people`, `families`, `living`, `causes`, `incomes`, `ledgers`,
`benefits`, `cadres`, `visits`, `working` and `villages` make up what the records say, `projects`, `giving`, `matters` and `posting`
what stands in the books of the village; `words`, `measures` and `sayings` hold the texts they choose from. `stories` tells who goes through which
procedure, `courses` what was typed of it, `county` in which steps the county departs from the program, `earlier` the facts of
the years of exits, `before` the year before the working year of many households. The same call makes the same facts: every
choice follows from a village's households and their numbers and from nothing else, so that a village's own file and the
township's file hold the same records.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

MARK: Final = "示范数据"
TOWNSHIP: Final = "示范镇"
TOWNSHIP_CODE: Final = "510199100"
COUNTY, CITY, PROVINCE = "示范县", "示范市", "示范省"
AREA: Final = "510199"  # no division has this code, so no person can have a number that begins with it
YEAR: Final = 2025
NOW: Final = dt.datetime(2025, 12, 31, 9, 0)  # the day on which the demo stands still: its year is told to the end
# Opens every demo file. It protects nothing and is printed wherever it is needed; its use is that files are truly encrypted.
PRACTICE_PASSPHRASE: Final = "shi fan zhen lian xi yong"  # noqa: S105 - published on purpose
