# SPDX-License-Identifier: MIT
"""What is kept of a household that was printed: its pages for the lists, and nothing of ours that it has no longer."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from villagedesk.documents.word.package import identifier_of
from villagedesk.i18n import _, listed
from villagedesk.models.codes import code_list

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    from villagedesk.documents.binder.boxing import Line
    from villagedesk.documents.binder.contents import Lacking
    from villagedesk.documents.facts.photos import Lost
    from villagedesk.documents.volumes.leaves import Leaf


def lacking_names(missing: Sequence[Lacking], lost: Sequence[Lost]) -> tuple[str, ...]:
    """Photos that are lost and items that are missing, in words of the interface language."""
    papers = code_list("archive_paper")
    return (*(one.words() for one in lost), *(papers.shown(one.code) + _of(one.years) for one in missing))


def _of(years: Sequence[int]) -> str:
    return _("（{years}）").format(years=listed(_("{year}年").format(year=one) for one in years)) if years else ""


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
    folder: Path, household: str, files: Collection[str], names: Mapping[Leaf, str], wanted: Collection[Leaf]
) -> tuple[frozenset[Leaf], frozenset[str]]:
    """Which papers have to be written where only some are wanted, and the names of the files that stay.

    A paper that is not wanted is written all the same where it does not lie in the folder, or cannot be read.

    Args:
        folder: of the household.
        household: id.
        files: what an earlier run wrote (`Entry.files`).
        names: all papers of the binder, and the names of their files.
        wanted: those that are to be printed anew.
    """
    lying = {name for name in files if name.endswith(".docx") and identifier_of(folder / name) == household}
    stays = {leaf: name for leaf, name in names.items() if leaf not in wanted and name in lying}
    return frozenset(leaf for leaf in names if leaf not in stays), frozenset(stays.values())


def with_pages(line: Line, pages: Mapping[Leaf, int], *, by_piece: bool) -> Line:
    """The line with the pages that were counted."""
    if not pages:
        return line
    counts = list(pages.values())
    if by_piece:
        pieces = tuple(replace(one, pages=count) for one, count in zip(line.pieces, counts, strict=True))
    else:
        pieces = tuple(replace(one, pages=sum(counts)) for one in line.pieces)
    return replace(line, pieces=pieces)
