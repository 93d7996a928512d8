# SPDX-License-Identifier: MIT
"""The names that templates of a book's papers may ask for: derived from the catalogue, and the same in every paper of it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from villagedesk.documents.facts.placeholders import ABOUT, CAPITALS, OPTIONS, PlaceholderGroup, fields_of, name_of
from villagedesk.documents.registers.subject import references_of
from villagedesk.models.catalogue.registry import entity_spec
from villagedesk.models.catalogue.spec import FieldSpec, Kind
from villagedesk.models.values.show import group_words

if TYPE_CHECKING:
    from villagedesk.models.registers import Register
    from villagedesk.store.households import Line

PLACE, BOOK, SUMS, NAME, ROW, COUNT = "村", "台账", "合计", "名称", "行号", "行数"
EACH: Final = "项"
GROUP, HEAD = "组名", "户主"  # of a household that a record names
_ADDED: Final = frozenset({Kind.MONEY, Kind.WHOLE})
_NO_AMOUNTS: Final = frozenset({"position"})
ABOUT_BOOKS: Final = PlaceholderGroup(
    ABOUT,
    computed=(
        ("题名", "本文书的题名", "项目卡"),
        ("对象", "记录的名称；整本台账的空着", "三组入户路硬化"),
        ("年度", "记录或台账的年度；空白表上空着", "2016"),
        ("日期", "打印的日期", "2017年3月5日"),
        ("日期数字", "同上，数字形式", "2017-03-05"),
        ("单位", "村民委员会或居民委员会", "清溪村村民委员会"),
        ("保管期限", "建议的保管期限", "30年"),
        ("内部", "印有敏感内容时的“内部资料”字样；没有的空着", "内部资料 注意保密"),
        ("空白", "“空白表”字样；填了内容的文书空着", ""),
        ("户标识", "程序内部的记录标识，写在文件属性里", ""),
    ),
)


def household_words(line: Line | None) -> dict[str, str]:
    """Group and head of a household that a record names; empty where it names none."""
    return {GROUP: group_words(line.grp if line else None), HEAD: (line.head_name or "") if line else ""}


def group_of(entity: str) -> str:
    """The name under which a record of an entity, or its lines, stand: what such a record is called."""
    return entity_spec(entity).label


@cache
def added(entity: str) -> tuple[FieldSpec, ...]:
    """The fields of lines of which papers print the sum."""
    spec = entity_spec(entity)
    return tuple(one for one in spec.fields if one.kind in _ADDED and one.key not in _NO_AMOUNTS)


@cache
def photos_of(entity: str) -> tuple[tuple[str, FieldSpec], ...]:
    """The photos of an entity that papers can print, with their names."""
    return tuple((name_of(spec), spec) for spec in entity_spec(entity).fields if spec.kind is Kind.PHOTO)


@cache
def record_groups(register: Register) -> tuple[PlaceholderGroup, ...]:
    """What a paper of one record may ask for: the record, what it names, its lines, and their sums."""
    named = [
        PlaceholderGroup(name_of(spec), (spec.ref,), computed=((NAME, f"{spec.label}的名称", "……"), *_household(spec)))
        for spec in references_of(register.entity)
    ]
    lines = [
        one
        for entity in register.lines
        for one in (_rows(group_of(entity), entity), _sums(group_of(entity), entity))
    ]  # fmt: skip
    entity = register.entity
    own = PlaceholderGroup(group_of(entity), (entity,), computed=(*_names(entity), *_photos(entity)))
    return (PlaceholderGroup(PLACE, ("village",)), own, *named, *lines, ABOUT_BOOKS)


@cache
def book_groups(register: Register) -> tuple[PlaceholderGroup, ...]:
    """What a paper of a whole book may ask for: its records as rows, and their sums."""
    return (
        PlaceholderGroup(PLACE, ("village",)),
        _rows(BOOK, register.entity),
        _sums(BOOK, register.entity),
        ABOUT_BOOKS,
    )


def _rows(name: str, entity: str) -> PlaceholderGroup:
    return PlaceholderGroup(name, (entity,), EACH, ((ROW, "在表中的序号", "1"), *_names(entity), *_photos(entity)))


def _photos(entity: str) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (name, f"{spec.label}，没有时空着；公开的文书只有公示本身的照片", "") for name, spec in photos_of(entity)
    )


def _names(entity: str) -> tuple[tuple[str, str, str], ...]:
    """What stands for the rows that a record names: each by its name, households also by group and head."""
    return tuple(
        line
        for spec in references_of(entity)
        for line in ((name_of(spec), f"{spec.label}的名称", "……"), *_household(spec, name_of(spec)))
    )


def _household(spec: FieldSpec, lead: str = "") -> tuple[tuple[str, str, str], ...]:
    if spec.ref != "household":
        return ()
    return (
        (f"{lead}{GROUP}", f"{spec.label}的村民小组", "2组"),
        (f"{lead}{HEAD}", f"{spec.label}的户主姓名", "张三"),
    )


def _sums(name: str, entity: str) -> PlaceholderGroup:
    sums = [
        (name_of(spec), f"{spec.label}合计；没有填写的不计", "1200.00" if spec.kind is Kind.MONEY else "3")
        for spec in added(entity)
    ]
    capitals = [
        (name_of(spec) + CAPITALS, f"{spec.label}合计，人民币大写", "壹仟贰佰元整")
        for spec in added(entity)
        if spec.kind is Kind.MONEY
    ]
    return PlaceholderGroup(name + SUMS, computed=((COUNT, "有几行", "3"), *sums, *capitals))


def fields_at(groups: tuple[PlaceholderGroup, ...], path: str) -> tuple[FieldSpec, ...]:
    """The field from which a value in the facts comes (`word.mentions`), also its ticks or capitals; of a whole group all."""
    known = _known(groups)
    one = known.get(path) or known.get(path.removesuffix(OPTIONS).removesuffix(CAPITALS))
    return (one,) if one else tuple(spec for name, spec in known.items() if name.startswith(f"{path}."))


@cache
def _known(groups: tuple[PlaceholderGroup, ...]) -> dict[str, FieldSpec]:
    return {
        f"{group.name}.*.{name}" if group.each else f"{group.name}.{name}": spec
        for group in groups
        for entity in group.entities
        for name, spec in (*fields_of(entity), *photos_of(entity))
    }
