# SPDX-License-Identifier: MIT
"""Many files at once: each is copied aside, read under guard, and either delivers or is refused in a sentence."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from villagedesk.errors import Cancelled, Refused, VillageDeskError
from villagedesk.i18n import _
from villagedesk.merge.incoming import copy_in
from villagedesk.merge.reading import PassphraseWanted, read_incoming
from villagedesk.store import drafts
from villagedesk.store.file import look_at
from villagedesk.store.keys import Key, derive
from villagedesk.store.sniff import Look, key_fits_somewhere, sniff

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from villagedesk.merge.incoming import Incoming
    from villagedesk.merge.reading import Delivered
    from villagedesk.store.store import Store

_TOPIC: Final = "merge keys"  # salt → key of files that were opened before; kept in this (encrypted) file only
_SIDE_FILES: Final = ("-journal", "-wal", "-shm", ".lock", ".holder", ".part")


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that brings nothing, and why.

    Attributes:
        wants_passphrase: it may be read when its passphrase is typed.
    """

    source: Path
    text: str
    wants_passphrase: bool = False


@dataclass(slots=True)
class Gathered:
    """What was read of the chosen files; the private copies live as long as the caller's folder."""

    delivered: list[Delivered] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)


def files_in(folder: Path) -> list[Path]:
    """The files of a folder and its folders that may be village files by their bytes, whatever they are called.

    Raises:
        OSError: the folder cannot be read.
    """
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.endswith(_SIDE_FILES) and not path.is_symlink():
            try:
                look = sniff(path).look
            except OSError:
                look = Look.SEALED  # shown, and refused with the reason when it is read
            if look in {Look.PLAIN, Look.SEALED, Look.TRUNCATED}:
                found.append(path)
    return found


def gather(
    store: Store,
    sources: Sequence[Path],
    folder: Path,
    passphrases: Iterable[str] = (),
    check: Callable[[], None] = lambda: None,
    report: Callable[[int, int, str], None] = lambda _done, _total, _what: None,
) -> Gathered:
    """Read every file; one that cannot be read does not stop the others.

    Args:
        store: the file it all is to be merged into.
        sources: the files.
        folder: a private folder (`incoming.private_folder`) for the copies.
        passphrases: typed by the user for files whose passphrase is not that of `store`.
        check: called often; may raise `Cancelled`.
        report: done, total, name of the file that is being read.
    """
    gathered = Gathered()
    typed = tuple(passphrases)
    seen: dict[str, Path] = {}
    for number, source in enumerate(sources):
        check()
        report(number, len(sources), source.name)
        try:
            incoming = copy_in(source, folder, check)
            if incoming.sha256 in seen:
                text = _("与“{name}”内容完全相同，只合并一次。").format(name=seen[incoming.sha256].name)
                gathered.refused.append(Refusal(source, text))
                continue
            seen[incoming.sha256] = source
            gathered.delivered.append(_read(store, incoming, typed, check))
        except PassphraseWanted as wanted:
            gathered.refused.append(Refusal(source, str(wanted), wants_passphrase=True))
        except Cancelled:
            raise
        except VillageDeskError as fault:
            gathered.refused.append(Refusal(source, str(fault)))
    report(len(sources), len(sources), "")
    return gathered


def _read(store: Store, incoming: Incoming, typed: tuple[str, ...], check: Callable[[], None]) -> Delivered:
    try:
        sight = look_at(incoming.path)
    except VillageDeskError as fault:
        raise Refused(str(fault).replace(incoming.path.name, incoming.source.name)) from fault
    if sight.look is not Look.SEALED:
        return read_incoming(store, incoming, None, check)
    key = next((one for one in _made(store, sight.salt, typed) if one and key_fits_somewhere(incoming.path, one)), None)
    if key is None:
        raise PassphraseWanted(incoming.source.name)
    delivered = read_incoming(store, incoming, key, check)
    if store.key and delivered.key and delivered.key.salt != store.key.salt and not store.read_only:
        drafts.remember(store, _TOPIC, {delivered.key.salt.hex(): delivered.key.raw.hex()})
    return delivered


def _made(store: Store, salt: bytes, typed: tuple[str, ...]) -> Iterator[Key | None]:
    """Keys to try: our own, one that opened such a file before, our passphrase, then what was typed."""
    if store.key and store.key.salt == salt:
        yield store.key
    known = drafts.remembered(store, _TOPIC).get(salt.hex())
    if known:
        yield Key(bytes.fromhex(known), salt)
    yield store.unlock(salt)
    for passphrase in typed:
        yield derive(passphrase, salt)
