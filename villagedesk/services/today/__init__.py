# SPDX-License-Identifier: MIT
"""The page of the day: what waits, what lacks, whom to begin with."""
