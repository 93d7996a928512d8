# SPDX-License-Identifier: MIT
from __future__ import annotations

import pytest

from tests.conftest import TOWNSHIP
from tests.sheets.conftest import HEADINGS, a_family, a_sheet, bring_in, id_no
from villagedesk.models.catalogue.household import Household
from villagedesk.models.catalogue.place import Village
from villagedesk.services.opening.files import village_id
from villagedesk.sheets.roster import RowState
from villagedesk.store import counts, reads
from villagedesk.store.dump import dump
from villagedesk.store.ids import derived_id

PLACES = ("省", "市", "县", "乡", "村", "行政区划代码")


def placed(*places, first=1, **more):
    """A family with the columns of its place."""
    filled = (*places, *[None] * (len(PLACES) - len(places)))
    return [(*row, *filled) for row in a_family(first=first, **more)]


def sheet(*rows):
    return a_sheet(*rows, headings=(*HEADINGS, *PLACES))


@pytest.fixture
def township(new_store):
    return new_store("乡镇", wanted=TOWNSHIP)


@pytest.mark.parametrize("name", ["清溪村", "清溪", "清溪村民委员会", "清溪村委会", "示范镇清溪村", " 清 溪 村 "])
def test_the_files_own_village_is_recognised_by_any_of_its_names(store, name):
    assert bring_in(store, sheet(*placed("示范省", "示范市", "示范县", "示范镇", name))).plan.counts[RowState.NEW] == 2


@pytest.mark.parametrize(
    ("places", "sentence"),
    [
        (("示范省", "示范市", "示范县", "示范镇", "上清溪村"), "行政村“上清溪村”不是本档的“清溪村”，整行没有导入"),
        (("示范省", "示范市", "示范县", "他镇", "清溪村"), "乡镇“他镇”不是本档的“示范镇”"),
        (("示范省", "示范市", "他县", "示范镇", "清溪村"), "县“他县”不是本档的“示范县”"),
        (("他省", "示范市", "示范县", "示范镇", "清溪村"), "省“他省”不是本档的“示范省”"),
        ((None, None, None, None, None, "510199100299"), "行政区划代码“510199100299”不是本档的“510199100201”"),
    ],
)
def test_rows_of_another_place_are_held(store, places, sentence):
    done = bring_in(store, sheet(*placed(*places)))
    assert not done.changed
    assert all(row.held for row in done.plan.rows)
    assert sentence in done.row(2).notes[0].text()
    assert "请打开该村的村档再导入" in done.row(2).notes[0].text()


@pytest.mark.parametrize(
    "places", [(None,) * 5, (None, None, "示范", "示范县示范镇", None), (None, None, None, "示范镇人民政府", "清溪")]
)
def test_a_place_that_is_missing_or_said_in_other_words_is_no_reason_to_refuse(store, places):
    assert not bring_in(store, sheet(*placed(*places))).texts()


def test_a_former_name_and_code_of_the_village_are_its_own(store):
    (village,) = reads.where(store, Village)
    with store.change("合村并组") as change:
        change.put("village", village.id, {"former_name": "老清村", "former_code": "510199100209"})
    rows = [
        *placed(None, None, None, None, "老清村"),
        *placed(None, None, None, None, None, 510199100209.0, number="2", first=9),
    ]
    assert bring_in(store, sheet(*rows)).plan.counts[RowState.NEW] == 4


def test_a_township_finds_its_villages_by_name_and_code(township):
    with township.change("建村") as change:
        change.put("village", "q", {"name": "清溪村", "code": "510199100201"})
        change.put("village", "s", {"name": "石桥村", "code": "510199100202"})
    rows = [
        *placed(None, None, None, "示范镇", "清溪"),
        *placed(None, None, None, None, None, "510199100202", number="2", first=9),
    ]
    bring_in(township, sheet(*rows))
    homes = {one.hh_no: one.village for one in reads.where(township, Household)}
    assert homes == {"51019900010001": "q", "2": "s"}


def test_a_township_gets_a_village_it_does_not_have_and_is_told_that_the_code_is_missing(township):
    done = bring_in(
        township,
        sheet(
            *placed("示范省", None, "示范县", None, "清溪村"),
            *placed(None, None, None, None, "清溪", number="2", first=9),
        ),
    )
    (village,) = reads.where(township, Village)
    assert village.id == derived_id("village", TOWNSHIP.code, "清溪村")
    assert (village.name, village.township, village.county, village.province, village.code) == (
        "清溪村",
        "示范镇",
        "示范县",
        "示范省",
        None,
    )
    assert {one.village for one in reads.where(township, Household)} == {village.id}
    assert "“清溪村”是新增的村。请在村情况里补填12位统计用区划代码" in done.texts()[0]
    assert not bring_in(township, sheet(*placed("示范省", None, "示范县", None, "清溪村"))).changed


def test_a_new_village_with_a_code_gets_the_id_that_its_own_file_has(township):
    done = bring_in(township, sheet(*placed(None, None, None, None, "清溪村", "510199100201")))
    (village,) = reads.where(township, Village)
    assert (village.id, village.code) == (village_id("510199100201"), "510199100201")
    assert done.texts() == []


def test_a_village_of_which_nothing_is_imported_is_not_made(township):
    rows = [
        (None, None, None, id_no, "户主", None, *places)
        for id_no, places in (("x", (None, None, None, None, "清溪村", None)),)
    ]
    bring_in(township, sheet(*rows))
    assert reads.where(township, Village) == []


def test_two_villages_of_one_name_are_a_question(township):
    with township.change("建村") as change:
        for row, code in (("a", "510199100201"), ("b", "510199100202")):
            change.put("village", row, {"name": "清溪村", "code": code})
    done = bring_in(township, sheet(*placed(None, None, None, None, "清溪村")))
    assert not done.changed
    assert "在本档中有2个同名的村。请在表中加一列行政区划代码" in done.row(2).notes[0].text()


def test_another_townships_rows_are_held(township):
    done = bring_in(township, sheet(*placed(None, None, None, "他镇", "清溪村")))
    assert not done.changed
    assert "乡镇“他镇”不是本档的“示范镇”" in done.row(2).notes[0].text()


def test_a_township_needs_to_know_the_village_of_a_new_household(township):
    with township.change("建村") as change:
        for row, name in (("a", "清溪村"), ("b", "石桥村")):
            change.put("village", row, {"name": name})
    done = bring_in(township, a_sheet(*a_family()))
    assert not done.changed
    assert "没有填写，不知道是哪个村的户。请在表中加一列“村”" in done.row(2).notes[0].text()
    bring_in(township, sheet(*placed(None, None, None, None, "石桥村")))
    rows = [(*row[:5], "13000100077") for row in a_family()]
    assert bring_in(township, a_sheet(*rows)).changed  # the household is known by now, and with it its village


def test_a_household_that_the_roster_puts_into_another_village_is_held(township):
    bring_in(township, sheet(*placed(None, None, None, None, "清溪村")))
    done = bring_in(township, sheet(*placed(None, None, None, None, "石桥村")))
    assert not done.changed
    assert "行政村“石桥村”与本档中该户所在的村不同" in done.row(2).notes[0].text()


def test_heads_of_one_name_in_two_villages_are_two_households(township):
    headings = ("姓名", "证件号码", "与户主关系", "自然村", "户主姓名", "村")
    rows = [
        ("高凤珍", id_no(number), "户主", "1组", "高凤珍", village)
        for number, village in ((1, "清溪村"), (3, "石桥村"))
    ]
    bring_in(township, a_sheet(*rows, headings=headings))
    assert counts.statistics(township)["households"] == 2
    assert not bring_in(township, a_sheet(*rows, headings=headings)).changed


def test_only_the_villages_of_the_roster_are_looked_at_for_who_is_absent(township):
    bring_in(
        township,
        sheet(
            *placed(None, None, None, None, "清溪村"), *placed(None, None, None, None, "石桥村", number="2", first=9)
        ),
    )
    done = bring_in(township, sheet(placed(None, None, None, None, "清溪村")[0]))
    assert [line for line in done.plan.gone if "整户" in line] == []
    assert len(done.plan.gone) == 1


def test_a_village_file_gives_each_household_its_village(store):
    bring_in(store, a_sheet(*a_family()))
    assert reads.where(store, Household)[0].village == village_id("510199100201")
    assert counts.statistics(store)["villages"] == 1
    assert "village" in "\n".join(dump(store))
