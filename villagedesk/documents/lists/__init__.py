# SPDX-License-Identifier: MIT
"""Lists that belong to no volume: rosters, roll-ups, questions, hand-over, the data dictionary, plain reports."""
