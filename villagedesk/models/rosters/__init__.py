# SPDX-License-Identifier: MIT
"""Rosters (花名册, domain.md §6.5 D23) as data: which rows, which columns, under which title."""
