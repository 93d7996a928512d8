# SPDX-License-Identifier: MIT
"""Fingerprints of papers: what a printed paper was made of, so that it can be told later whether it would look the same.

The seal of a paper is over every part of its .docx, so that two papers have the same seal where they have the same contents.
The traces hold three bytes for each value that the template mentions (`mentions`), in their order: they tell which values
have changed, and are too short to tell the values. Page numbers, which only an office program knows, are in neither.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import zipfile
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from villagedesk.documents.facts.placeholders import ABOUT
from villagedesk.documents.volumes.volume import facts_of
from villagedesk.documents.word.built_in import built_in
from villagedesk.documents.word.mentions import mentions, value_at
from villagedesk.documents.word.pictures import Picture
from villagedesk.documents.word.template import render

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from villagedesk.documents.papers import Paper

_BYTES: Final = 3  # of a trace: one change in sixteen million is overlooked
_TITLE: Final = f"{ABOUT}.题名"  # stands in the properties of every paper


class Print(NamedTuple):
    """One paper as it was printed.

    Attributes:
        paper: its key.
        title: what it was called.
        template: fingerprint of the template.
        seal: fingerprint of the contents.
        traces: see above, in base64.
        pages: how many it has in a binder whose pages were counted.
        year: of the paper, where it lies in a volume of several years; None for the year of what it was ordered with.
    """

    paper: str
    title: str
    template: str
    seal: str
    traces: str
    pages: int | None = None
    year: int | None = None


def prints_of(context: dict[str, Any], papers: Sequence[Paper], contents: Sequence[bytes] = ()) -> tuple[Print, ...]:
    """The fingerprints of papers.

    Args:
        context: see `volume.volume_context`, without page numbers.
        papers: which.
        contents: the papers as they were filled in without page numbers, in the same order; filled in here where missing.
    """
    facts = [facts_of(paper, context) for paper in papers]
    return tuple(
        print_of(paper, facts[place], contents[place] if contents else None) for place, paper in enumerate(papers)
    )


def print_of(paper: Paper, facts: dict[str, Any], content: bytes | None = None, key: str = "") -> Print:
    """The fingerprint of one paper with its own facts; filled in here where its content is not at hand.

    `key` makes the traces of equal values differ where the paper does not say whose it is.
    """
    if content is None:
        content = render(built_in(paper.template), facts)
    title = facts[ABOUT]["题名"]
    return Print(paper.key, title, template_seal(paper.template), seal_of(content), traces_of(paper, facts, key))


@cache
def template_seal(template: str) -> str:
    """A fingerprint of a built-in template, whatever it is called."""
    digest = hashlib.blake2b(digest_size=16)
    for name, content in sorted(built_in(template).parts.items()):
        digest.update(name.encode() + b"\0" + hashlib.blake2b(content, digest_size=16).digest())
    return digest.hexdigest()


def seal_of(paper: bytes) -> str:
    """A fingerprint of a .docx, however it was packed: names, sizes and checksums of its parts."""
    with zipfile.ZipFile(io.BytesIO(paper)) as archive:
        parts = sorted((one.filename, one.file_size, one.CRC) for one in archive.infolist())
    return hashlib.blake2b(json.dumps(parts).encode(), digest_size=16).hexdigest()


def names_of(paper: Paper) -> tuple[str, ...]:
    """The values whose traces a paper leaves, in order."""
    return _names(paper.template)


@cache
def _names(template: str) -> tuple[str, ...]:
    return tuple(sorted({*mentions(built_in(template)), _TITLE}))


def traces_of(paper: Paper, facts: Mapping[str, Any], key: str = "") -> str:
    """The traces of the values that a paper mentions. They are keyed by the household: equal values of two differ."""
    whose = (key or str(facts[ABOUT]["户标识"])).encode()[:64]
    traces = [trace_of(value_at(facts, name), whose) for name in names_of(paper)]
    return base64.b64encode(b"".join(traces)).decode()


def differing(paper: Paper, before: str, now: str) -> tuple[str, ...]:
    """The names of the values whose traces differ; both must come from the same template."""
    first, second = base64.b64decode(before), base64.b64decode(now)
    places = range(0, max(len(first), len(second)), _BYTES)
    pairs = zip(names_of(paper), places, strict=False)
    return tuple(name for name, at in pairs if first[at : at + _BYTES] != second[at : at + _BYTES])


def changed_since(
    paper: Paper, traces: str, seal: str, facts: Mapping[str, Any], key: str = ""
) -> tuple[str, ...] | None:
    """The names of the values that differ from those of a printed paper; None where it would look the same.

    Args:
        paper: which, with the template that it was printed from.
        traces: that it left when it was printed.
        seal: of its contents then.
        facts: what it would be filled in with now.
        key: see `print_of`.
    """
    now = traces_of(paper, facts, key)
    if now == traces or seal_of(render(built_in(paper.template), facts)) == seal:
        return None  # what differs stands in a part of the template that is not printed
    return differing(paper, traces, now)


def trace_of(value: Any, key: bytes) -> bytes:
    """The trace of one value: three bytes, too few to tell it."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, default=_plain)
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_BYTES, key=key).digest()


def _plain(value: Any) -> Any:
    if isinstance(value, Picture):
        return [value.name, value.place, hashlib.blake2b(value.content, digest_size=16).hexdigest()]
    return str(value)
