# SPDX-License-Identifier: MIT
"""Copied files: reading them under guard, planning, merging, reporting, sending and returning.

`reading` runs `child` in a process of its own on a private copy; what comes back are checked changes (`delivery`).
`plan` rehearses the merge and says what it would do; `applying` does it, with a backup before. All SQL is in `store`.
"""
