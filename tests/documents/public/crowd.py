# SPDX-License-Identifier: MIT
"""A village full of people of whom everything is known, books in which every line of text gives them away, and a search for
any of it in finished papers."""

from __future__ import annotations

import html
import io
import re
import unicodedata
import zipfile
from random import Random
from typing import TYPE_CHECKING, Any, Final

from tests.conftest import VILLAGE
from villagedesk.demo import people
from villagedesk.demo.families import family
from villagedesk.models.catalogue.registry import ENTITIES
from villagedesk.models.catalogue.spec import NUMBERS, FieldSpec, Kind
from villagedesk.models.codes import code_list
from villagedesk.services.opening.files import village_id
from villagedesk.store.ids import derived_id

if TYPE_CHECKING:
    from collections.abc import Callable

    from villagedesk.store.store import Store

PEOPLE = 500
YEAR, DAY, OF_AGE = 2025, "2026-03-02", "2008-03-02"
ILLNESSES = ("慢性肾炎尿毒症期", "类风湿关节炎", "精神分裂症", "脑梗死后遗症", "肝硬化失代偿", "强直性脊柱炎")
CAUSES = ("因病致贫", "因残致贫")
TEMPLATES = {"identify_2014": 2016, "exit_2016": 2016, "monitor_2021": 2025, "removal_2021": 2025, "": 2025}
KINDS = ("village", "township", "announce")
HOTLINE = "028-84840001"


class Crowd:
    """A village full of people of whom everything is known, and what of it must never be seen on a wall."""

    def __init__(self, store: Store) -> None:
        dice, numbers = Random("public"), people.IdentityNumbers()
        self.secrets: set[str] = set()
        self.heads: set[str] = set()
        self.children: set[str] = set()  # whoever is no head
        self.minors: set[str] = set()
        self.households: list[str] = []
        self.members: list[str] = []
        self.count = 0
        with store.change("人") as change:
            change.put("village", village_id(VILLAGE.code), {"supervision_phone": HOTLINE})
            while self.count < PEOPLE:
                self._household(change, dice, numbers)
        self.children -= self.heads  # some names are those of heads as well, and may be read as such
        self.minors -= self.heads
        self.numbers = sorted(self.secrets - set(ILLNESSES))

    def _household(self, change, dice, numbers):
        serial = len(self.households)
        household = derived_id("household", serial)
        phone, account = f"139{serial:08d}", people.bank_account(dice)
        self.secrets |= {phone, account}
        facts = {"village": village_id(VILLAGE.code), "group": f"{serial % 9 + 1}", "phone": phone, "bank_no": account}
        change.put("household", household, facts)
        for place, one in enumerate(family(dice, YEAR, numbers)):
            member, phone = derived_id("member", serial, place), f"15{dice.randrange(10)}{self.count:08d}"
            illness = dice.choice(ILLNESSES)
            self.secrets |= {str(one.member["id_no"]), f"{one.member['id_no']}42", phone, illness}
            (self.heads if place == 0 else self.children).add(str(one.member["name"]))
            if str(one.member["birth"]) > OF_AGE:
                self.minors.add(str(one.member["name"]))
            known = {**one.member, "household": household, "position": place, "phone": phone}
            self.members.append(member)
            change.put("member", member, {**known, "card_no": f"{one.member['id_no']}42"})
            more = {**one.facts, "member": member, "year": YEAR, "illness_note": illness, "disability_kind": "4"}
            change.put("member_year", derived_id("member_year", member, YEAR), more)
            self.count += 1
        cause = {"household": household, "year": YEAR, "rank": "main", "code": "1", "note": dice.choice(CAUSES)}
        change.put("cause", derived_id("cause", household), cause)
        self.households.append(household)

    def salted(self, dice: Random) -> str:
        """What somebody might type into a line that is printed."""
        number = dice.choice(self.numbers)
        parted = f"{number[:3]} {number[3:7]} {number[7:]}" if len(number) == 11 else number
        somebody, child = dice.choice(sorted(self.children)), dice.choice(sorted(self.minors))
        return f"有人反映{somebody}家的{child}（{number}，{parted}，{number.translate(FULL)}）的{dice.choice(CAUSES)}（{dice.choice(ILLNESSES)}），已核实。"


FULL = {code: code + 0xFEE0 for code in range(0x30, 0x3A)}  # full-width digits


def put_notice(change, crowd, template, year, kind, dice):
    notice = derived_id("notice", template, kind)
    typed = {key: crowd.salted(dice) for key in ("place", "issued_by", "objections", "note")}
    phones = f"村13900009999、{dice.choice(sorted(crowd.secrets - set(ILLNESSES)))}"
    days = {"start": f"{year}-05-01", "end": f"{year}-05-07", "taken_down": f"{year}-05-08"}
    owner = {"village": village_id(VILLAGE.code), "kind": kind, "objected": True, "phones": phones}
    change.put("notice", notice, owner | typed | days)
    for household in crowd.households:
        process = derived_id("process", household, template) if template else None
        if process:
            facts = {"household": household, "template": template, "year": year, "started_on": f"{year}-03-01"}
            change.put("process", process, facts)
        item = {"notice": notice, "household": household, "process": process, "outcome": crowd.salted(dice)}
        values = {key: value for key, value in item.items() if value}
        change.put("notice_item", derived_id("notice_item", notice, household), values)


_ROWS = 8  # of each kind of record
_LEFT = {
    *(
        "village",
        "village_year",
        "household",
        "member",
        "member_year",
        "cause",
        "process",
        "notice",
        "notice_item",
    ),  # Crowd's
    *("procedure_edition", "edition_step", "line", "erasure"),  # rules of the office, and what would take people away
}
_OFFICIALS = ("周建明", "吴永平", "郑德贵")  # who may be named: no names of the demo's families


def fill_books(store: Store, crowd: Crowd) -> dict[str, list[str]]:
    """Records of every kind that there is, each field filled in, each text with what must not be seen; entity → ids."""
    dice = Random("books")
    rows = {entity: [derived_id("book", entity, place) for place in range(_ROWS)] for entity in ENTITIES}
    rows |= {"village": [village_id(VILLAGE.code)], "household": crowd.households, "member": crowd.members}
    with store.change("台账") as change:
        for entity, spec in ENTITIES.items():
            if entity in _LEFT:
                continue
            for place, row in enumerate(rows[entity]):
                values = {one.key: _value(one, crowd, rows, dice, place) for one in spec.fields}
                values |= _OWN.get(entity, lambda _place: {})(place)
                if entity == "donor" and place in CHILDREN_WHO_GIVE:
                    values |= {"name": _child_who_gives(crowd, place), "kind": ("person", "volunteer")[place % 2]}
                change.put(entity, row, {key: value for key, value in values.items() if value is not None})
    return rows


def _value(spec: FieldSpec, crowd: Crowd, rows: dict[str, list[str]], dice: Random, place: int) -> Any:
    """A value that a field may have; of what may not be seen, one that is."""
    if spec.kind is Kind.REF:
        return dice.choice(rows[spec.ref]) if rows.get(spec.ref) else None
    if spec.kind in {Kind.TEXT, Kind.NOTE}:
        return crowd.salted(dice)
    if spec.kind is Kind.NAME:
        return dice.choice(_OFFICIALS) if spec.public else dice.choice(sorted(crowd.minors))
    if spec.kind in {Kind.CODE, Kind.CODES}:
        code = dice.choice(code_list(spec.codes).entries).code
        return (code,) if spec.kind is Kind.CODES else code
    if spec.kind in {Kind.ID_NUMBER, Kind.CARD_NUMBER, Kind.PHONE, Kind.BANK_NUMBER}:
        return dice.choice(crowd.numbers)
    if spec.kind in NUMBERS:
        return YEAR if spec.kind is Kind.YEAR else dice.randrange(100, 90_000)
    plain = {
        Kind.DATE: f"{YEAR}-{dice.randrange(1, 13):02d}-{dice.randrange(1, 29):02d}" if dice.random() < 0.6 else None,
        Kind.MONTH: f"{YEAR}-{dice.randrange(1, 13):02d}",
        Kind.YES_NO: dice.choice((True, False)),
        Kind.REGION: VILLAGE.code,
    }
    return plain.get(spec.kind)


CHILDREN_WHO_GIVE: Final = (2, 5)  # of the donors: said that they may be named


def _child_who_gives(crowd: Crowd, place: int) -> str:
    child = sorted(crowd.minors)[place]
    return child if place == CHILDREN_WHO_GIVE[0] else f"{child}（小学生）"


# What must be so for the public papers to have anything to say; who agreed to be named is no secret.
_OWN: dict[str, Callable[[int], dict[str, Any]]] = {
    "donor": lambda place: (
        {"anonymous": False, "name": "示范县爱心商会"}
        if place % 2 or place in CHILDREN_WHO_GIVE
        else {"anonymous": True}
    ),
    "donation": lambda place: {"date": f"{YEAR}-05-01", "voided": False, "donor": derived_id("book", "donor", place)},
    "payment": lambda _place: {"date": f"{YEAR}-06-01"},
    "appropriation": lambda _place: {"date": f"{YEAR}-04-01"},
    "money_notice": lambda _place: {"from_day": f"{YEAR}-01-01", "to_day": f"{YEAR}-12-31"},
    "need": lambda _place: {"published": f"{YEAR}-02-01", "withdrawn": None, "ended": None},
    # Who takes something upon himself is asked his name and telephone, and given the paper on which they stand.
    "claim": lambda _place: {"answers": None, "contact": "吴永平", "phone": "13900009999"},
    "year_lock": lambda _place: {"locked": False},
}


def leaks(name: str, content: bytes, secrets: set[str], names: set[str]) -> list[str]:
    """Every secret in any part of a paper that is text, and in its name.

    Looked at are the parts as they are (texts for the blind, comments, what is hidden, properties), with the tags taken out
    (what Word has cut up), and both without what people put between digits, with digits of any width.
    """
    found = []
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        every = package.namelist()
        parts = {one: _text(package.read(one)) for one in every if not one.endswith(_PICTURES)}
    for part, raw in {**parts, "name": name, "names of parts": "\n".join(every)}.items():
        whole = html.unescape(raw)
        bare = html.unescape(re.sub(r"<[^>]*>", "", raw))
        seen = "\n".join((raw, whole, bare, _closed(whole), _closed(bare)))
        found += [f"{part}: {secret}" for secret in secrets | names if secret in seen]
    return found


_PICTURES = (".png", ".jpg", ".jpeg")


def _text(part: bytes) -> str:
    return part.decode("utf-16" if part[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8", "replace")


def _closed(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text)
    return re.sub(r"[\s\-–—.·_/]", "", "".join(sign for sign in plain if unicodedata.category(sign) != "Cf"))
