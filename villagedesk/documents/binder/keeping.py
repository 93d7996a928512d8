# SPDX-License-Identifier: MIT
"""What is kept of a household that was printed: its pages for the lists, and nothing of ours that it has no longer."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from villagedesk.documents.papers import chosen
from villagedesk.documents.word.package import identifier_of
from villagedesk.models.codes import code_list

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    from villagedesk.documents.binder.boxing import Line


def item_names(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Items in words of the interface language."""
    papers = code_list("archive_paper")
    return tuple(papers.shown(code) for code in codes)


def remove_ours(old: Path, files: Mapping[str, str], new: Path, written: Mapping[str, str]) -> tuple[str, ...]:
    """Take away what an earlier run made and this one did not, where nobody has touched it since.

    Returns:
        The names of what stays because it is not what was made then.
    """
    changed = []
    for name, digest in files.items():
        path = old / name
        if path == new / name and name in written:
            continue
        with suppress(OSError):
            if sha256(path.read_bytes()).hexdigest() == digest:
                path.unlink()
            else:
                changed.append(name)
    if old != new:
        with suppress(OSError):
            old.rmdir()  # only if nothing else lies in it
    return tuple(changed)


def written_and_lying(
    folder: Path, household: str, files: Mapping[str, str], papers: Sequence[str], wanted: Collection[str]
) -> tuple[frozenset[str], frozenset[str]]:
    """Which papers have to be written where only some are wanted, and the names of the files that stay.

    A paper that is not wanted is written all the same where it does not lie in the folder, or cannot be read.

    Args:
        folder: of the household.
        household: id.
        files: what an earlier run wrote (`Entry.files`).
        papers: keys of all papers of the binder.
        wanted: keys of those that are to be printed anew.
    """
    lying: dict[str, str] = {}
    for name in files:
        if name.endswith(".docx") and identifier_of(folder / name) == household:
            lying[name.partition("-")[0]] = name
    stays = {one.key: lying.get(f"{one.order:02d}") for one in chosen(papers) if one.key not in wanted}
    written = frozenset(key for key in papers if not stays.get(key))
    return written, frozenset(filter(None, stays.values()))


def with_pages(line: Line, pages: Mapping[str, int], *, by_piece: bool) -> Line:
    """The line with the pages that were counted."""
    if not pages:
        return line
    counts = list(pages.values())
    if by_piece:
        pieces = tuple(replace(one, pages=count) for one, count in zip(line.pieces, counts, strict=True))
    else:
        pieces = tuple(replace(one, pages=sum(counts)) for one in line.pieces)
    return replace(line, pieces=pieces)
