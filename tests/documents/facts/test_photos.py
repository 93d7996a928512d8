# SPDX-License-Identifier: MIT
"""Photos and scans that a record names and the file has lost are no evidence, are not printed, and are named."""

from __future__ import annotations

import io
import zipfile

import pytest
from PIL import Image

from tests.documents.conftest import DAY, texts
from villagedesk.documents.binder.binding import bind_volumes
from villagedesk.documents.binder.orders import BindOrder
from villagedesk.documents.volumes.batch import Order, print_volumes
from villagedesk.services.keeping.records import Edit, save_records
from villagedesk.store import pictures

COPIES = "户口簿、身份证、残疾证等复印件"


def jpeg(width=800, height=600):
    out = io.BytesIO()
    Image.effect_noise((width, height), 60).convert("RGB").save(out, "JPEG", quality=85)
    return out.getvalue()


def lose(store, digest):
    with store.local() as connection:
        connection.execute("DELETE FROM picture WHERE hash = ?", (digest,))


def empty(store, digest):
    with store.local() as connection:
        connection.execute("UPDATE picture SET content = x'' WHERE hash = ?", (digest,))


def rot(store, digest):
    """A few bytes in the middle are others, as on a bad sector."""
    content = bytearray(pictures.load(store, digest))
    content[len(content) // 2 : len(content) // 2 + 8] = bytes(8)
    with store.local() as connection:
        connection.execute("UPDATE picture SET content = ? WHERE hash = ?", (bytes(content), digest))


@pytest.fixture
def household(store, village_of):
    (one,) = village_of(1)
    return one


@pytest.fixture
def bound(store, household, tmp_path):
    """Makes the binder; gives what it lacks, the words of its remarks and the household's folder."""

    def bind(**more):
        order = BindOrder((household,), 2016, tmp_path / "成档", document_date=DAY, **more)
        (one,) = bind_volumes(store, order).bound
        return one.missing, texts(next(one.folder.glob("18-*.docx"))), one.folder

    return bind


def attach(store, household, content):
    scan = {"household": household, "year": 2014, "title": "身份证复印件", "paper": "p05"}
    digest = pictures.keep(store, "image/jpeg", content)
    save_records(store, "附件", [Edit("attachment", "", scan | {"photo": digest})])
    return digest


@pytest.mark.parametrize("gone", [lose, empty])
def test_a_scan_that_is_gone_is_missing_and_named_with_its_title_and_whose_it_is(store, household, bound, gone):
    digest = attach(store, household, jpeg())
    missing, remarks, _folder = bound()
    assert COPIES not in missing
    assert "已丢失" not in remarks
    gone(store, digest)
    missing, remarks, _folder = bound()
    assert COPIES in missing
    named = "佐证材料的照片或扫描件（阿卜杜勒·买买提江·吐尔逊、身份证复印件、2014）已丢失"
    assert missing[0] == named
    assert named in remarks
    assert f"5 {COPIES}" in remarks


@pytest.mark.parametrize("key", ["head_photo", "house_photo"])
@pytest.mark.parametrize(
    ("harm", "said"), [(lose, "已丢失"), (empty, "已丢失"), (rot, "已损坏")], ids=["gone", "empty", "rotten"]
)
def test_a_photo_that_cannot_be_printed_leaves_its_cell_empty_and_is_named(store, household, bound, key, harm, said):
    digest = pictures.keep(store, "image/jpeg", jpeg())
    entity, row = ("household", household) if key == "head_photo" else ("household_year", year_of(store, household))
    save_records(store, "照片", [Edit(entity, row, {key: digest})])
    missing, remarks, folder = bound()
    assert said not in remarks
    assert pictures_in(folder)
    harm(store, digest)
    missing, remarks, folder = bound()
    words = {
        "head_photo": "户主照片（阿卜杜勒·买买提江·吐尔逊）",
        "house_photo": "房屋照片（阿卜杜勒·买买提江·吐尔逊、2016）",
    }
    assert missing[0] == words[key] + said
    assert words[key] + said in remarks
    assert not pictures_in(folder)


def test_a_photo_that_came_cut_off_from_elsewhere_is_damaged_though_its_fingerprint_is_right(store, household, bound):
    whole = jpeg()
    for content in (whole[: len(whole) // 2], whole[: len(whole) // 2] + bytes(len(whole) // 2)):
        digest = pictures.keep(store, "image/jpeg", content)
        save_records(store, "照片", [Edit("household", household, {"head_photo": digest})])
        missing, _remarks, folder = bound()
        assert missing[0].startswith("户主照片")
        assert missing[0].endswith("已损坏")
        assert not pictures_in(folder)


def test_a_lost_photo_of_the_house_proves_no_item(store, household, bound):
    digest = pictures.keep(store, "image/jpeg", jpeg())
    save_records(store, "照片", [Edit("household_year", year_of(store, household), {"house_photo": digest})])
    assert not any("照片" in one for one in bound()[0])
    rot(store, digest)
    assert sum("照片" in one for one in bound()[0]) == 2  # the photo, and the item that it proved


def test_a_draft_names_them_too(store, household, bound):
    lose(store, attach(store, household, jpeg()))
    assert "身份证复印件、2014）已丢失" in bound(draft=True)[1]


def test_a_volume_of_all_years_names_the_lost_photos_of_earlier_years(store, household, bound):
    digest = pictures.keep(store, "image/jpeg", jpeg())
    facts = {"household": household, "year": 2015, "house_photo": digest}
    save_records(store, "照片", [Edit("household_year", "", facts)])
    lose(store, digest)
    assert "2015）已丢失" in bound(all_years=True, draft=True)[1]
    assert "2015）已丢失" not in bound(all_years=False, draft=True)[1]


def test_a_plain_volume_says_which_photos_were_not_printed(store, household, tmp_path):
    digest = pictures.keep(store, "image/jpeg", jpeg())
    save_records(store, "照片", [Edit("household", household, {"head_photo": digest})])
    order = Order((household,), 2016, tmp_path / "案卷", ("register", "remarks"), document_date=DAY)
    assert print_volumes(store, order).faults == ()
    rot(store, digest)
    made = print_volumes(store, order)
    (said,) = made.faults
    assert "2组 阿卜杜勒·买买提江·吐尔逊：户主照片（阿卜杜勒·买买提江·吐尔逊）已损坏" in said
    assert "已损坏" in texts(next(made.written[0][1].glob("18-*.docx")))


def year_of(store, household):
    return store.value("SELECT id FROM household_year WHERE household = ? AND year = 2016", (household,))


def pictures_in(folder):
    """The names of the photos in the papers of a folder."""
    found = []
    for path in folder.glob("*.docx"):
        with zipfile.ZipFile(path) as package:
            found += [name for name in package.namelist() if "media/photo" in name]
    return found
