# SPDX-License-Identifier: MIT
"""What the papers of people in special hardship have in common: the rows that say who the person is."""

from __future__ import annotations

from templates.form import SMALL_LEFT, Row, pair


def person_rows() -> list[Row]:
    """Name, sex, birth, number, phone, address, group and household of the person."""
    birth = "{{ 对象.出生日期 }}{% if 对象.年龄 %}（{{ 对象.年龄 }}岁）{% endif %}"
    return [
        Row([*pair("姓名", "{{ 对象.姓名 }}"), *pair("性别、民族", "{{ 对象.性别 }} {{ 对象.民族 }}")]),
        Row([*pair("出生日期（年龄）", birth), *pair("证件号码", "{{ 对象.证件号码 }}")]),
        Row([*pair("村民小组", "{{ 对象.组名 }}"), *pair("所在户户主", "{{ 对象.户主 }}")]),
        Row([*pair("联系电话", "{{ 对象.联系电话 }}"), *pair("现住址", "{{ 对象.住址 }}", style=SMALL_LEFT)]),
    ]
