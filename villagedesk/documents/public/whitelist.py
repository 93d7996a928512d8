# SPDX-License-Identifier: MIT
"""Papers that are put up in public: filled in from a context of their own, built field by field from a whitelist.

What the field catalogue does not mark as `public` does not exist there: it is not masked, it is absent, and a template that
asks for it is a fault (domain.md §7.7; 个人信息保护法 art. 6, 28). The whitelist is one property of a field; nothing else of a
file reaches the template. A finished paper is searched once more before it is given out.
"""

from __future__ import annotations

import html
import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from villagedesk.documents.facts.context import placeholder_list
from villagedesk.documents.facts.placeholders import ABOUT, GROUPS, OPTIONS, PlaceholderGroup, fields_of
from villagedesk.documents.word.boxes import box
from villagedesk.documents.word.faults import TemplateFault
from villagedesk.documents.word.package import parts_in
from villagedesk.documents.word.pictures import PHOTOS
from villagedesk.documents.word.template import render
from villagedesk.errors import Refused
from villagedesk.i18n import _, sentences
from villagedesk.models.catalogue.registry import ENTITIES, field_spec
from villagedesk.models.catalogue.spec import Kind
from villagedesk.models.checks.disclosure import disclosures, public_text
from villagedesk.models.values.show import words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from villagedesk.documents.word.template import Template
    from villagedesk.models.catalogue.place import Village
    from villagedesk.models.catalogue.spec import FieldSpec, Record

Words = dict[str, str]

TYPED: Final = frozenset({Kind.TEXT, Kind.NOTE})
"""Kinds of fields in which people write what they like: on public papers a sieve looks through them."""
LIST, NOTICE = "名单", "公示"
CAPTIONS: Final = (("远景", "photo"), ("近景", "photo_near"), ("张贴", "photo_up"), ("揭下", "photo_down"))
PUBLIC_GROUPS: Final = (
    PlaceholderGroup("村", ("village",)),
    PlaceholderGroup(
        NOTICE,
        ("notice",),
        computed=(
            ("标题", "题名；一行写不下的分两行", "关于2016年建档立卡贫困户拟退出名单的公示"),
            ("名单名称", "名单叫什么，按程序、公示类别和年度", "建档立卡贫困户拟退出名单"),
            ("榜次", "第一榜或第二榜；只公示一次的空着", "第一榜"),
            ("依据", "按哪个文件办理", "《关于建立贫困退出机制的意见》（厅字〔2016〕16号）"),
            ("已办环节", "名单上各户都已办完的前面步骤；不清楚的空着", "民主评议、村级核实、农户认可"),
            ("公示天数", "公示多少天；不知道的空着", "7"),
            ("规定天数", "至少公示多少天；没有规定的空着", "7"),
            ("年度", "程序的年度", "2016"),
            ("户数", "名单上的户数", "18"),
            ("人数", "名单上各户人口合计；有一户不清楚的空着", "52"),
            ("服务热线", "当年的全国热线", "12317（扶贫监督举报电话）、12345（政务服务便民热线）"),
            ("落款", "落款单位；没有填写的，村内公示为村民委员会，乡镇公示为乡镇人民政府", "清溪村村民委员会"),
            ("村落款", "情况说明的落款：哪一级公示都由村说明、盖村章", "清溪村村民委员会"),
            ("异议选项", "有无异议，打勾；期满后没有填写的都不打勾", "☑无 □有"),
            ("异议户数", "有异议的户数；没有的空着", "1"),
            ("成立户数", "异议成立的户数；没有的空着", "1"),
            ("随文", "名单短，可以放在公告正文里时是“是”；否则空着", "是"),
        ),
    ),
    PlaceholderGroup(
        LIST,
        each="项",
        computed=(
            ("左序号", "左边一户的序号；右边一户同样写作“右…”", "1"),
            ("左组名", "左边一户的村民小组", "2组"),
            ("左户主", "左边一户的户主；户主未满18周岁、年龄不明或没有户主的不写", "张三"),
            ("左人口", "左边一户的家庭人口", "3"),
            ("右序号", "右边一户的序号", "2"),
            ("右组名", "右边一户的村民小组", "2组"),
            ("右户主", "右边一户的户主", "李四"),
            ("右人口", "右边一户的家庭人口", "5"),
        ),
    ),
    PlaceholderGroup(PHOTOS, computed=tuple((name, f"公示的{name}照片，没有时空着", "") for name, _key in CAPTIONS)),
    PlaceholderGroup(
        ABOUT,
        computed=(
            ("题名", "本文书的题名", "关于2016年建档立卡贫困户拟退出名单的公示"),
            ("日期", "打印的日期", "2017年3月5日"),
            ("日期数字", "同上，数字形式", "2017-03-05"),
            ("空白", "“空白表”字样；填了内容的文书空着", ""),
            ("户标识", "空着：公开文书不属于某一户", ""),
        ),
    ),
)
"""All that public papers can ask for; of the entities only fields that the catalogue marks."""


class NotPublic(AssertionError):
    """The program itself tried to put a field on a public paper that the catalogue does not mark."""


def public(path: str, text: str) -> str:
    """A text that stands in the field `path` ("household.group"), for a public paper.

    Raises:
        NotPublic: the catalogue does not mark the field.
    """
    if not field_spec(path).public:
        raise NotPublic(path)
    return text


@cache
def public_fields(entity: str) -> tuple[tuple[str, FieldSpec], ...]:
    """The fields of an entity that public papers can print, with their names."""
    return tuple((name, spec) for name, spec in fields_of(entity) if spec.public)


def whitelisted(record: Record, entity: str, year: int) -> Words:
    """The public fields of a record as words; of a yes or no also the line with boxes."""
    printed: Words = {}
    for name, spec in public_fields(entity):
        value = getattr(record, spec.key)
        printed[name] = words(spec, value, year)
        if spec.kind is Kind.YES_NO:
            printed[name + OPTIONS] = f"{box(value is True)}是 {box(value is False)}否"
    return printed


def public_placeholders() -> Iterator[tuple[str, str, str, str]]:
    """(group with its row, placeholder, label, example) of everything in `PUBLIC_GROUPS`, for the printed list."""
    for group in PUBLIC_GROUPS:
        lead, title = group.each or group.name, f"{group.name} {group.each}".strip()
        for entity in group.entities:
            for name, spec in public_fields(entity):
                yield title, f"{lead}.{name}", spec.label, ""
        for name, label, example in group.computed:
            yield title, f"{lead}.{name}", label, example


@cache
def _private() -> frozenset[str]:
    """Every name of a fact that the program keeps, or that other papers print."""
    inside = {spec.placeholder for entity in ENTITIES.values() for spec in entity.fields}
    inside |= {one.placeholder.rpartition(".")[2] for one in placeholder_list()}
    inside |= {name for group in GROUPS for name in (group.name, group.each) if name}
    return frozenset(inside)


def render_public(template: Template, context: Mapping[str, Any]) -> bytes:
    """Fill in a template that is put up in public.

    Raises:
        TemplateFault: it asks for what does not exist; of a fact that is not public it says so.
    """
    try:
        return render(template, context)
    except TemplateFault as fault:
        if fault.name not in _private():
            raise
        why = _(
            "“{name}”不在可公开的内容之列，公开的文书不能打印它。可公开的只有村组、户主姓名、人口数和公示本身的内容。"
        )
        raise TemplateFault(
            fault.template, fault.paragraph, why.format(name=fault.name), fault.name, fault.nearest
        ) from fault


def apart_from_places(names: Iterable[str], village: Village) -> frozenset[str]:
    """Names without those that also stand in the name of the village or of where it lies, which papers print."""
    places = "".join(filter(None, (village.name, village.township, village.county, village.city)))
    return frozenset(name for name in names if name not in places)


def searched(content: bytes, named: Collection[str], children: Collection[str], phones: Collection[str]) -> bytes:
    """A finished public paper, given back as it is if nothing stands on it that must not (M01, M02).

    Args:
        content: the .docx.
        named: heads of households whom it names.
        children: names of children of these households.
        phones: telephones that belong on it.

    Raises:
        Refused: it shows an identity number, telephone, account, somebody's health or the name of a child.
    """
    found = disclosures(public_text(rows_of(content), named, children, phones))
    if found:
        reasons = sentences(problem.text() for problem in found[:5])
        raise Refused(_("公开文书没有打印，里面有不能公开的内容：{reasons}").format(reasons=reasons))
    return content


def rows_of(content: bytes) -> list[str]:
    """The words of a .docx: each paragraph and each row of a table as one text, of every part that holds any."""
    rows: list[str] = []
    for name, part in parts_in(content).items():
        if name.endswith(".xml"):
            rows += _rows_of_part(part.decode("utf-8", "replace"))
    return rows


_ROW: Final = re.compile(r"<w:tr[ >].*?</w:tr>|<w:p[ >].*?</w:p>|<dc:title>.*?</dc:title>", re.DOTALL)


def _rows_of_part(text: str) -> list[str]:
    rows = []
    for match in _ROW.finditer(text):
        parted = match.group().replace("</w:tc>", "\t").replace("</w:p>", "\n")
        rows.append(html.unescape(re.sub(r"<[^>]*>", "", parted)).strip())
    return [row for row in rows if row]
