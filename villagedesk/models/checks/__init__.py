# SPDX-License-Identifier: MIT
"""The checks (疑点): rules over a case file, each with its number in domain.md §9.3.

`rules` says what a rule is, the sibling modules hold the rules by subject, `registry` collects them.
"""
