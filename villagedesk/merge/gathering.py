# SPDX-License-Identifier: MIT
"""Many files at once: each is copied aside, read under guard, and either delivers or is refused in a sentence."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from villagedesk.errors import Cancelled, Refused, VillageDeskError
from villagedesk.i18n import _, current_language
from villagedesk.merge.child import Task
from villagedesk.merge.incoming import copy_in
from villagedesk.merge.readers import Readers
from villagedesk.merge.reading import Delivered, Listening, PassphraseWanted
from villagedesk.paths import resources
from villagedesk.store import drafts, foreign, pictures
from villagedesk.store.file import look_at
from villagedesk.store.keys import Key, derive
from villagedesk.store.received import our_objects
from villagedesk.store.sniff import Look, key_fits_somewhere, sniff

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from villagedesk.merge.incoming import Incoming
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
    with ThreadPoolExecutor(1) as deriving, Readers(check) as readers:
        at_work = _Gathering(store, folder, tuple(passphrases), readers, deriving)
        for number, source in enumerate(sources):
            check()
            report(number, len(sources), source.name)
            readers.prepare()
            at_work.take(number, source)
        readers.finish()
    report(len(sources), len(sources), "")
    return at_work.gathered(sources)


class _Gathering:
    """Files on their way to the readers, in the order in which they were chosen."""

    def __init__(
        self, store: Store, folder: Path, typed: tuple[str, ...], readers: Readers, deriving: ThreadPoolExecutor
    ) -> None:
        self._store = store
        self._folder = folder
        self._typed = typed
        self._readers = readers
        self._deriving = deriving
        self._seen: dict[str, Path] = {}
        self._fitting: dict[bytes, Key] = {}  # salt → key that opened a file of these
        known = foreign.known_batches(store.connection)
        self._known = {name: (one.digest, sorted(one.missing)) for name, one in known.items()}
        self._pictures = pictures.hashes(store)

    def take(self, number: int, source: Path) -> None:
        """Copy a file aside and hand it to a reader, or note why not."""
        try:
            incoming = copy_in(source, self._folder, lambda: self._readers.listen(0))
            if incoming.sha256 in self._seen:
                text = _("与“{name}”内容完全相同，只合并一次。")
                raise Refused(text.format(name=self._seen[incoming.sha256].name))
            self._seen[incoming.sha256] = source
            key = self._key_of(incoming)
            self._readers.read(number, self._task(incoming, key), Listening(incoming, key))
        except Cancelled:
            raise
        except VillageDeskError as fault:
            self._readers.finished[number] = fault

    def _task(self, incoming: Incoming, key: Key | None) -> Task:
        """What is known here is not sent again."""
        return Task(
            str(incoming.path), incoming.source.name, (key.raw, key.salt) if key else None, self._known, self._pictures,
            our_objects(), current_language(), str(resources() / "locale"),
        )  # fmt: skip

    def _key_of(self, incoming: Incoming) -> Key | None:
        """The key of a file; None for one without a passphrase.

        Raises:
            PassphraseWanted: none of those at hand fits.
        """
        try:
            sight = look_at(incoming.path)
        except VillageDeskError as fault:
            raise Refused(str(fault).replace(incoming.path.name, incoming.source.name)) from fault
        if sight.look is not Look.SEALED:
            return None
        for key in self._keys(sight.salt):
            if key and key_fits_somewhere(incoming.path, key):
                self._fitting[sight.salt] = key
                return key
        raise PassphraseWanted(incoming.source.name)

    def _keys(self, salt: bytes) -> Iterator[Key | None]:
        """Keys to try: our own, one that opened such a file before, our passphrase, then what was typed."""
        store, wait_for = self._store, self._readers.wait_for
        if store.key and store.key.salt == salt:
            yield store.key
        if salt in self._fitting:
            yield self._fitting[salt]
        known = drafts.remembered(store, _TOPIC).get(salt.hex())
        if known:
            yield Key(bytes.fromhex(known), salt)
        yield wait_for(self._deriving.submit(store.unlock, salt))
        for passphrase in self._typed:
            yield wait_for(self._deriving.submit(derive, passphrase, salt))

    def gathered(self, sources: Sequence[Path]) -> Gathered:
        """What came of it, in the order of the files; keys of others are remembered (in this file only)."""
        found = Gathered()
        keys = []
        for number, source in enumerate(sources):
            outcome = self._readers.finished[number]
            if isinstance(outcome, Delivered):
                found.delivered.append(outcome)
                keys.append(outcome.key)
            else:
                wants = isinstance(outcome, PassphraseWanted)
                found.refused.append(Refusal(source, str(outcome), wants_passphrase=wants))
        ours = self._store.key
        fresh = {key.salt.hex(): key.raw.hex() for key in keys if key and ours and key.salt != ours.salt}
        if fresh and not self._store.read_only:
            drafts.remember(self._store, _TOPIC, fresh)
        return found
