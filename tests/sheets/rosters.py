# SPDX-License-Identifier: MIT
"""Small rosters and looking at what they brought, for the tests of the import."""

from __future__ import annotations

from tests.sheets.conftest import a_family, a_sheet
from villagedesk.models.catalogue.household import Household
from villagedesk.models.catalogue.member import Member
from villagedesk.store import reads

NAMED = ("户编号", "人编号", "姓名", "证件号码", "与户主关系")


def only(store, kind):
    (found,) = reads.where(store, kind)
    return found


def person(store, name):
    return next(one for one in reads.where(store, Member) if one.name == name)


def household(store):
    return only(store, Household)


def with_column(heading, *cells, **more):
    """The family of two with one more column."""
    rows = [(*row[:5], cell) for row, cell in zip(a_family(**more), cells, strict=True)]
    return a_sheet(*rows, headings=(*NAMED, heading))


def no_number(*rows, headings=("姓名", "证件号码", "与户主关系", "自然村", "户主证件号码", "户主姓名")):
    return a_sheet(*rows, headings=headings)
