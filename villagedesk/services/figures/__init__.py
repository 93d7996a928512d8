# SPDX-License-Identifier: MIT
"""Lists and figures over the whole file: as of a day, roll-ups, rosters."""
