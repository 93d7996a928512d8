# SPDX-License-Identifier: MIT
"""Part Ⅱ of D07: the members, on landscape pages, in four tables in the order of the entry screen; two fit on a page."""

from __future__ import annotations

from templates.fonts import FIVE, NOTE
from templates.form import FORM_PART, TINY, TINY_HEADING, TINY_LEFT, Cell, Style, heads, repeated, table
from templates.typography import text
from templates.words import item, label, short, value

_REMARK = Style(font=NOTE, size=FIVE, before=3)
_LEAST = 6  # rows, so that two tables fill a page
_ROW = 9.4
_Columns = tuple[tuple[str, str, float], ...]  # heading, content, millimetres


def _plain(entity: str, key: str, width: float, name: str = "") -> tuple[str, str, float]:
    path = f"{entity}.{key}"
    return item(path) + (name or label(path)) if _numbered(path) else name or label(path), value(path), width


def _numbered(path: str) -> bool:
    try:
        item(path)
    except KeyError:
        return False
    return True


def _two_lines(name: str) -> str:
    """A date that parts after the year, since a narrow column would part it anywhere."""
    return f"{{{{ {name}|replace('年', '年\\n') }}}}"


_WHO: _Columns = (
    ("序号", "{{ 成员.行号 }}", 8),
    _plain("member", "name", 24),
)
_IDENTITY: _Columns = (
    *_WHO,
    _plain("member", "sex", 8),
    (label("member.birth"), _two_lines("成员.出生日期"), 17),
    ("年龄", "{{ 成员.年龄 }}", 8),
    _plain("member", "id_type", 14),
    (
        f"{item('member.id_no')}{label('member.id_no')}\n{label('member.card_no')}",
        (
            f"{value('member.id_no')}{{% if not 成员.证件号码 %}}{value('member.no_id_reason')}{{% endif %}}\n"
            f"{{%p if 成员.残疾证号 %}}\n{value('member.card_no')}\n{{%p endif %}}"
        ),
        36,
    ),
    _plain("member_year", "relation", 14, "与户主\n关系"),
    _plain("member", "ethnic", 12),
    _plain("member_year", "politics", 13, "政治\n面貌"),
    _plain("member", "phone", 22, "联系电话"),
    ("识别\n时间", _two_lines("成员.人员识别时间"), 13),
    _plain("member", "in_hukou", 9, "在户\n口簿"),
    _plain("member", "shares_budget", 9, "共享\n开支"),
    _plain("member", "counted", 9, "计入\n人口"),
    (
        f"{label('member.join_reason')}\n{label('member.joined')}",
        f"{value('member.join_reason')}\n{{%p if 成员.增加日期 %}}\n{_two_lines('成员.增加日期')}\n{{%p endif %}}",
        20,
    ),
    _plain("member", "note", 29, "备注"),
)
_HEALTH: _Columns = (
    *_WHO,
    _plain("member_year", "education", 18),
    _plain("member_year", "school", 20),
    _plain("member_year", "dropout_reason", 20, "失学或\n辍学原因"),
    _plain("member_year", "mandarin", 13, "会讲\n普通话"),
    _plain("member_year", "health", 26),
    ("残疾情况", "{{ 成员.残疾情况 }}", 20),
    _plain("member_year", "card_year", 16, "残疾证\n办证年度"),
    (label("member_year.illness_note"), value("member_year.illness_note"), 74),
    _plain("member_year", "labour", 26),
)
_WORK: _Columns = (
    *_WHO,
    _plain("member_year", "work_place", 18),
    (label("member_year.work_region"), "{{ 成员.务工地点 }}", 34),
    _plain("member_year", "work_abroad", 12, "国外\n务工"),
    _plain("member_year", "work_months", 12, "务工\n月数"),
    _plain("member_year", "employer", 30),
    _plain("member_year", "industry", 15),
    _plain("member_year", "job_channel", 17),
    _plain("member_year", "wage", 20, "月收入\n（元）"),
    _plain("member_year", "public_post", 22, "公益性\n岗位类型"),
    _plain("member_year", "public_post_months", 14, "岗位\n月数"),
    _plain("member_year", "work_planned", 10, "计划\n务工"),
    _plain("member_year", "planned_county", 14, "计划务工\n所在县"),
    _plain("member_year", "job_service", 15, "就业服务\n需求"),
)
_INSURED = (
    "medical", "employee_medical", "critical_insurance", "commercial_medical", "critical_aid", "other_health_aid",
    "accident_subsidy", "pension", "employee_pension", "low_income", "destitute", "soldier", "relocated_person",
)  # fmt: skip
_INSURANCE: _Columns = (
    *_WHO,
    *((short(f"member_year.{key}"), value(f"member_year.{key}"), 17.9) for key in _INSURED),
)
_LEFT_ALIGNED = frozenset({"illness_note", "work_region", "employer"})


def member_tables() -> list[str]:
    """The headings and tables."""
    parts = (
        ("Ⅱ 家庭成员（一）身份和在户情况", _IDENTITY),
        ("Ⅱ 家庭成员（二）教育、健康和劳动技能", _HEALTH),
        ("Ⅱ 家庭成员（三）务工情况", _WORK),
        ("Ⅱ 家庭成员（四）保障情况", _INSURANCE),
    )
    blocks = []
    for place, (title, columns) in enumerate(parts):
        blocks += [text(title, FORM_PART.but(before=0 if place == 0 else 8)), _table(columns)]
    return [*blocks, _remarks()]


def _table(columns: _Columns) -> str:
    cells = [Cell(content, _style(content)) for _, content, _ in columns]
    rows = [
        heads(*(name for name, _, _ in columns), style=TINY_HEADING, height=10),
        *repeated("成员 in 家庭成员", cells, len(columns), _ROW),
        *repeated(f"空 in 家庭成员|空行({_LEAST})", [Cell("", TINY) for _ in columns], len(columns), _ROW),
    ]
    return table([width for _, _, width in columns], rows, margin=0.6)


def _style(content: str) -> Style:
    wide = any(content == value(f"member_year.{key}") for key in _LEFT_ALIGNED) or "务工地点" in content
    return TINY_LEFT if wide else TINY


def _remarks() -> str:
    left = (
        "{% for 成员 in 减少成员 if 成员.减少日期.startswith(文书.年度) %}{% if loop.first %}本年度减少成员：{% endif %}"
        "{{ 成员.姓名 }}（{{ 成员.减少原因 }}，{{ 成员.减少日期 }}{% if 成员.变更佐证 %}，佐证：{{ 成员.变更佐证 }}{% endif %}）"
        "{% if not loop.last %}、{% else %}。{% endif %}{% endfor %}"
    )
    insured = "、".join(
        f"“{short(path)}”指{label(path).replace(' }}', '|replace(' + repr('是否参加') + ', ' + repr('') + ') }}')}"
        for path in ("member_year.medical", "member_year.pension")
    )
    aged = "{% if not 文书.空白 %}年龄按{{ 文书.计龄日期 }}的周岁计算；{% endif %}"
    return text(f"注：{aged}{insured}。{left}", _REMARK)
