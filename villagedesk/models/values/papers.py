# SPDX-License-Identifier: MIT
"""What is wrong with an identity number or a disability card, said so that the user knows what to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from villagedesk.i18n import _
from villagedesk.models.problem import Level
from villagedesk.models.values.identity import IdFault, IdReading, converted_15
from villagedesk.models.values.reading import complain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from villagedesk.models.catalogue.spec import FieldSpec
    from villagedesk.models.problem import Problem


def id_problems(spec: FieldSpec, reading: IdReading) -> Iterator[Problem]:
    """The faults of an identity number as sentences (checks A01–A04, A06, A18)."""
    for fault in reading.faults:
        rule, remedy, code = _wording(fault, reading)
        yield complain(spec, reading.number, rule, remedy, Level.ERROR, code)
    if len(reading.number) == 15 and not reading.faults:
        rule = _("是15位旧号")
        remedy = _("18位应为 {number}，请对照户口簿换成18位").format(number=converted_15(reading.number))
        yield complain(spec, reading.number, rule, remedy, Level.HINT, "A18")


def _wording(fault: str, reading: IdReading) -> tuple[str, str, str]:
    number = reading.number
    papers = _("请对照户口簿或身份证核对")
    if fault == IdFault.CHECK:
        rule = _("第18位应为{expected}，现为{actual}").format(expected=reading.expected, actual=number[17])
        return rule, _("请核对户口簿；如原件如此，请在“证件核对说明”注明“已核对原件”"), "A03"
    if fault == IdFault.LENGTH:
        return _("共{count}位，应为18位").format(count=len(number)), papers, "A02"
    if fault == IdFault.SIGNS:
        return _("含有数字和末位X以外的字符"), papers, "A02"
    if fault == IdFault.PLACEHOLDER:
        return _("是占位号码，不是身份证号"), _("没有身份证的请空着，并在“无证件原因”说明"), "A01"
    if fault == IdFault.CARD:
        return _("不是残疾证号（身份证号加类别1–7、等级1–4）"), _("请对照残疾人证核对"), "A06"
    if fault == IdFault.FUTURE:
        return _("中的出生日期在今天以后"), papers, "A04"
    return _("第7到14位不是真实的出生日期"), papers, "A04"
