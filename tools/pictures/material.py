# SPDX-License-Identifier: MIT
"""What is photographed: a village of the demo with a little life in it, and a new, empty file."""

from __future__ import annotations

import io
import shutil
from random import Random
from typing import TYPE_CHECKING

from villagedesk import paths
from villagedesk.clock import FixedClock
from villagedesk.demo import NOW, PRACTICE_PASSPHRASE, TOWNSHIP, TOWNSHIP_CODE, YEAR
from villagedesk.demo.township import make_file, merge_villages
from villagedesk.demo.villages import VILLAGES
from villagedesk.merge.returning import find_village, make_return_file
from villagedesk.services.keeping.pictures import keep_picture
from villagedesk.services.keeping.records import Edit, Removal, save_records
from villagedesk.services.merging import asking, conflicts
from villagedesk.services.opening.backups import make_backup
from villagedesk.services.opening.files import NewFile, create_village_file, open_village_file
from villagedesk.store.file import SUFFIX, Opening
from villagedesk.store.households import Query, ids
from villagedesk.store.ids import SeededIds, derived_id
from villagedesk.store.store import Author, Store

if TYPE_CHECKING:
    from pathlib import Path

OFFICIAL, DEVICE = "周文书", "村办电脑"
VILLAGE, EMPTY, ROSTERLESS = f"清溪村{SUFFIX}", f"新桥村{SUFFIX}", f"清溪村（未导入）{SUFFIX}"
TOWNSHIP_FILE, RECEIVED = f"示范镇{SUFFIX}", f"清溪村_上报{SUFFIX}"
ROSTER = "脱贫户及监测对象信息_清溪村_20250902.xlsx"


def opening(minutes: int = 0, seed: str = "pictures") -> Opening:
    """The official's own opening, some minutes after the demo's clock stood still."""
    clock = FixedClock(NOW)
    clock.advance(minutes=minutes)
    return Opening(Author(OFFICIAL, DEVICE), clock=clock, new_id=SeededIds(seed))


def roster() -> Path:
    """The roster that the import wizard is shown with."""
    return paths.resources() / "demo" / "rosters" / ROSTER


def make(folder: Path) -> None:
    """Make both files; every look then has its own copy of them."""
    folder.mkdir(parents=True, exist_ok=True)
    nothing = {"check": lambda: None, "report": lambda _done, _total, _text: None}
    make_file(folder / VILLAGE, VILLAGES[:1], PRACTICE_PASSPHRASE, **nothing).close()  # type: ignore[arg-type]
    places = ("示范镇", "示范县", "示范市", "示范省")
    for name, village, code in ((EMPTY, "新桥村", "510199100205"), (ROSTERLESS, VILLAGES[0].name, VILLAGES[0].code)):
        wanted = NewFile("village", village, code, YEAR, *places)
        create_village_file(folder / name, "", wanted, opening(0, name)).close()
    make_township(folder)


def make_township(folder: Path) -> None:
    """A township that has merged the village once, and a newer copy of the village that it has not merged yet."""
    wanted = NewFile("township", TOWNSHIP, TOWNSHIP_CODE, YEAR)
    with create_village_file(folder / TOWNSHIP_FILE, PRACTICE_PASSPHRASE, wanted, opening(30, "township")) as store:
        merge_villages(store, [folder / VILLAGE])
        for place, row in enumerate(ids(store, Query())[:6]):
            save_records(store, "核对电话", [Edit("household", row, {"phone": f"1390001000{place}"})])
    shutil.copyfile(folder / VILLAGE, folder / RECEIVED)
    with open_village_file(folder / RECEIVED, PRACTICE_PASSPHRASE, opening(50, "received")) as store:
        for place, row in enumerate(ids(store, Query())[:6]):
            facts = {"phone": f"1390001000{place + 3}", "address": f"清溪村新村{place + 1}栋"}
            save_records(store, "入户核对", [Edit("household", row, facts)])


def ask_and_answer(store: Store, folder: Path) -> None:
    """The township asks the village about its conflicts; two answers come back with the village's file."""
    asking.ask(store, conflicts.disputes_of(store))
    village = find_village(store, VILLAGES[0].name)
    made = make_return_file(store, village.id, folder / f"返回{SUFFIX}")
    with open_village_file(folder / RECEIVED, PRACTICE_PASSPHRASE, opening(60, "answers")) as theirs:
        merge_villages(theirs, [made.path])
        first, second = asking.open_questions(theirs)[:2]
        answered = {first.id: "打电话问过本人，以现在填的号码为准。", second.id: "9月换过号，旧号已停用，以新号为准。"}
        asking.answer_all(theirs, answered)
    merge_villages(store, [folder / RECEIVED])


def register_twice(store: Store) -> None:
    """Four persons who stand in a second household too: moved away, mistyped, without a number, of another sex."""
    people = store.query(
        "SELECT id, household, name, sex, birth, id_no, phone FROM member WHERE removed IS NULL AND id_no IS NOT NULL"
        ' AND position > 0 AND "left" IS NULL ORDER BY id LIMIT 4'
    )
    homes = ids(store, Query())[-4:]
    edits = []
    for place, (row, _household, name, sex, birth, number, phone) in enumerate(people):
        facts = {"household": homes[place], "name": name, "sex": sex, "birth": birth, "phone": phone, "position": 9}
        mistyped = number[:16] + ("1" if number[16] != "1" else "2") + number[17]
        if place == 3:
            facts["sex"] = "2" if sex == "1" else "1"
        facts["id_no"] = (number, mistyped, None, number)[place]
        edits.append(Edit("member", f"double{place}", facts))
        if place == 0:
            edits.append(Edit("member", row, {"left": "2025-10-08", "leave_reason": "married_out"}))
    save_records(store, "登记迁入", edits)


def work_a_morning(folder: Path) -> None:
    """The day's backup, then some work: a telephone changed twice, a household removed, a photo.

    Backups know by their path what they hold, so they are made where they are shown.
    """
    with open_village_file(folder / VILLAGE, PRACTICE_PASSPHRASE, opening(10)) as store:
        make_backup(store, "day")
    with open_village_file(folder / VILLAGE, PRACTICE_PASSPHRASE, opening(75, "morning")) as store:
        _work(store, folder)


def _work(store: Store, folder: Path) -> None:
    first, second, third, *_rest = ids(store, Query())
    for phone in ("13000012345", "13000054321"):
        save_records(store, "编辑户信息：薛贵", [Edit("household", first, {"phone": phone})])
    save_records(store, "删除余飞生户", [Removal("household", third, "重复登记")])
    photo = folder / "照片.jpg"
    photo.write_bytes(drawn_photo())
    digest = keep_picture(store, photo)
    save_records(
        store,
        "编辑户信息：房屋照片",
        [
            Edit("household_year", derived_id("household_year", one, YEAR), {"house_photo": digest})
            for one in (first, second)
        ],
    )


def drawn_photo() -> bytes:
    """A house on a hill, drawn: no photo of a real one is in this repository."""
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", (900, 600), "#bcd9f0")
    draw = ImageDraw.Draw(picture)
    dice = Random(1)
    for _hill in range(4):
        x, y = dice.randrange(-200, 700), dice.randrange(260, 380)
        draw.ellipse((x, y, x + 700, y + 600), fill=(90 + dice.randrange(40), 150, 90))
    draw.rectangle((300, 330, 600, 500), fill="#e8dcc4")
    draw.polygon(((270, 330), (450, 240), (630, 330)), fill="#7a4b3a")
    draw.rectangle((420, 400, 480, 500), fill="#5b3a29")
    for x in (330, 520):
        draw.rectangle((x, 370, x + 50, 420), fill="#6fa3c7")
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80)
    return out.getvalue()
