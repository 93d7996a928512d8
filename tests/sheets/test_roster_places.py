# SPDX-License-Identifier: MIT
"""A place of work that comes as one text: kept, and parted into the fields of the national form."""

from __future__ import annotations

from tests.sheets.conftest import a_family, a_sheet, bring_in
from villagedesk.models.catalogue.member import Member, MemberYear
from villagedesk.services.keeping.records import Edit, save_records
from villagedesk.store import reads

NAMED = ("户编号", "人编号", "姓名", "证件号码", "与户主关系")
FULL = "广东省东莞市长安镇乌沙社区"


def brought(*cells, heading="务工所在地"):
    rows = [(*row[:5], cell) for row, cell in zip(a_family(), cells, strict=True)]
    return a_sheet(*rows, headings=(*NAMED, heading))


def facts(store):
    name = {one.id: one.name for one in reads.where(store, Member)}
    return {name[one.member]: one for one in reads.where(store, MemberYear)}["高凤珍"]


def parts(store):
    found = facts(store)
    return found.work_province, found.work_city, found.work_county, found.work_township


def test_the_text_is_kept_as_it_came_and_parted(store):
    bring_in(store, brought(FULL, None))
    assert facts(store).work_region == FULL
    assert parts(store) == ("广东省", "东莞市", None, "长安镇")


def test_other_headings_mean_it_too(store):
    bring_in(store, brought(FULL, None, heading="务工地点"))
    assert parts(store)[1] == "东莞市"


def test_the_same_text_again_leaves_parts_that_somebody_corrected(store):
    bring_in(store, brought(FULL, None))
    save_records(store, "改", [Edit("member_year", facts(store).id, {"work_county": "直管镇", "work_city": None})])
    bring_in(store, brought(FULL, None))
    assert parts(store) == ("广东省", None, "直管镇", "长安镇")


def test_another_text_brings_its_own_parts_and_clears_those_it_does_not_have(store):
    bring_in(store, brought(FULL, None))
    bring_in(store, brought("浙江省杭州市余杭区", None))
    assert parts(store) == ("浙江省", "杭州市", "余杭区", None)


def test_a_part_that_has_a_column_of_its_own_goes_before_what_the_text_says(store):
    rows = [(*row[:5], *cells) for row, cells in zip(a_family(), [(FULL, "深圳市"), (None, None)], strict=True)]
    bring_in(store, a_sheet(*rows, headings=(*NAMED, "务工所在地", "务工所在地市")))
    assert parts(store) == ("广东省", "深圳市", None, "长安镇")
