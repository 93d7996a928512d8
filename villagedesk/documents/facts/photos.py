# SPDX-License-Identifier: MIT
"""The photos and scans of a household as papers have them, and which of them the file has lost.

A record goes on naming a photo whose bytes are gone: by a merge with a file that lacked it, by a damaged disk. Such a photo
proves nothing and is not printed; it is named as missing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from villagedesk.i18n import _, in_chinese, listed
from villagedesk.models.catalogue.registry import ENTITIES
from villagedesk.models.catalogue.spec import Kind
from villagedesk.models.values.show import entity_name, label_of, shown
from villagedesk.services.keeping.pictures import load_whole
from villagedesk.store import pictures

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from villagedesk.models.casefile import CaseFile
    from villagedesk.models.catalogue.spec import FieldSpec, Record
    from villagedesk.store.store import Store

PRINTED: Final = (("household", "head_photo"), ("household_year", "house_photo"))
"""Those that papers show; of the others they say that they are there."""
PART: Final = "照片和扫描件"
_KEPT: Final = 4  # a household has two that are printed
_TOLD: Final = ("title", "content", "date", "year")  # what tells one record of a kind from another


class Lost(NamedTuple):
    """A photo that a record names and that papers cannot have.

    Attributes:
        entity: of the record, whose field `key` names it.
        about: the person whom it concerns, and what tells its record from others.
        damaged: something is there, but no whole picture.
    """

    entity: str
    key: str
    about: tuple[str, ...]
    damaged: bool

    def words(self) -> str:
        """In the language of the interface."""
        spec = ENTITIES[self.entity]
        name = label_of(spec[self.key])
        if (self.entity, self.key) not in PRINTED:
            name = _("{record}的{photo}").format(record=entity_name(spec), photo=name)
        text = _("{photo}（{about}）已损坏") if self.damaged else _("{photo}（{about}）已丢失")
        return text.format(photo=name, about=listed(self.about))


class Photos:
    """The photos of one file; those asked for last are kept, since a volume prints the same in the papers of each year."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._kept: dict[str, bytes | None] = {}

    def content(self, digest: str) -> bytes | None:
        """A photo that can be printed; None where it is gone or damaged."""
        if digest not in self._kept:
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            self._kept[digest] = load_whole(self._store, digest)
        return self._kept[digest]

    def lost(self, *cases: CaseFile) -> tuple[Lost, ...]:
        """What a household lacks though its records name it: photos that are gone, of those that are printed also the damaged."""
        return tuple(dict.fromkeys(one for case in cases for one in self._lost(case)))

    def _lost(self, case: CaseFile) -> Iterator[Lost]:
        named = list(_named(case))
        held = pictures.held(self._store, {digest for _record, _entity, _key, digest in named})
        for record, entity, key, digest in named:
            if digest not in held or ((entity, key) in PRINTED and self.content(digest) is None):
                yield Lost(entity, key, _about(case, record, entity), damaged=digest in held)

    def proven(self, case: CaseFile) -> CaseFile:
        """A case file without the names of photos that are lost, so that nothing takes them for evidence."""
        named = {digest for _record, _entity, _key, digest in _named(case)}
        gone = named - pictures.held(self._store, named)
        house = case.facts.house_photo
        if house and self.content(house) is None:
            gone |= {house}
        if not gone:
            return case
        return replace(
            case,
            facts=case.facts.having(house_photo=None) if house in gone else case.facts,
            attachments=tuple(one.having(photo=None) if one.photo in gone else one for one in case.attachments),
            benefits=tuple(
                one.having(evidence_photo=None) if one.evidence_photo in gone else one for one in case.benefits
            ),
        )


def lost_in_words(store: Store, spec: FieldSpec, digest: str) -> str:
    """That a photo which a record names is not on its paper, and what to do; for records that are about no household."""
    if digest in pictures.held(store, {digest}):
        text = _("“{photo}”已损坏，没有印。请在这条记录中重新选一次照片。")
    else:
        text = _("“{photo}”已丢失，没有印。请在这条记录中重新选一次照片。")
    return text.format(photo=label_of(spec))


def part_of(lost: tuple[Lost, ...]) -> list[dict[str, str]]:
    """The row of a remarks sheet that names them; none where nothing is lost."""
    with in_chinese():
        words = listed(one.words() for one in lost)
    return [{"部分": PART, "内容": words}] if words else []


def _named(case: CaseFile) -> Iterator[tuple[Record, str, str, str]]:
    """Every photo that a record of the household names, up to the year: (record, its entity, field, digest)."""
    attached = [one for one in case.attachments if not isinstance(one.year, int) or one.year <= case.year]
    steps = [step for facts in case.procedures for step in facts.steps]
    groups: tuple[tuple[str, Iterable[Record]], ...] = (
        ("household", (case.household,)), ("household_year", (case.facts,)), ("attachment", attached),
        ("benefit", case.benefits), ("measure", case.measures), ("visit", case.visits), ("income_line", case.ledger_lines),
        ("process_step", steps),
    )  # fmt: skip
    for entity, records in groups:
        keys = [spec.key for spec in ENTITIES[entity].fields if spec.kind is Kind.PHOTO]
        for record in records:
            for key in keys:
                if digest := getattr(record, key):
                    yield record, entity, key, str(digest)


def _about(case: CaseFile, record: Record, entity: str) -> tuple[str, ...]:
    """Whom it concerns, and what tells its record from others of the kind."""
    spec = ENTITIES[entity]
    whose = case.name_of(getattr(record, "member", None)) or case.head_name
    told = [shown(spec[key], getattr(record, key)) for key in _TOLD if key in spec]
    return tuple(filter(None, (whose, *told)))
