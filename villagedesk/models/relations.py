# SPDX-License-Identifier: MIT
"""The relation to the head in the terms of GB/T 4761-2008 and back; the national system has a shorter list of its own.

Both ways lose something (养女 becomes 之女, 之叔伯 may be 伯父 or 叔父), so the words that arrived are kept beside the
code (`member_year.relation_text`) and decide where they can (domain.md §2.4).
"""

from __future__ import annotations

from functools import cache

from villagedesk.models.codes import code_list


@cache
def sex_of(relation: str) -> str:
    """The sex (a code) that goes with a relation to the head; empty where either does."""
    entry = code_list("relation").entry(relation)
    return entry.more.get("sex") or "" if entry else ""


def from_gb(code: str) -> str | None:
    """Code of the national list for a two-digit code of GB/T 4761-2008; None if the standard has no such code."""
    entry = code_list("relation_gb").entry(code)
    return entry.more["relation"] if entry else None


def to_gb(relation: str, words: str = "") -> str | None:
    """Two-digit code of GB/T 4761-2008 for a code of the national list; None if the list has no such code.

    Args:
        relation: code of the list `relation`.
        words: the relation as it was written; if it is one of the standard's own terms for this relation, that one is meant.
    """
    entry = code_list("relation").entry(relation)
    if entry is None:
        return None
    exact = code_list("relation_gb").find(words) if words and not words.isdigit() else None
    return exact if exact and from_gb(exact) == relation else entry.more["gb"]
