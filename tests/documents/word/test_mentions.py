# SPDX-License-Identifier: MIT
"""The names that a template mentions: all that filling it in can read, and no whole group where single values are read."""

from __future__ import annotations

import pytest

from villagedesk.documents.papers import PAPERS
from villagedesk.documents.volumes.prints import names_of
from villagedesk.documents.word.mentions import _environment, _Reader, value_at


def mentioned(source):
    reader = _Reader()
    reader.all(_environment().parse(source).body, {})
    return {".".join(path) for path in reader.found}


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("{{ 户.户主姓名 }}", {"户.户主姓名"}),
        ("{% for 人 in 家庭成员 %}{{ 人.姓名 }}{% endfor %}", {"家庭成员.#", "家庭成员.*.姓名"}),
        ("{% for 空 in 措施|空行(8) %}x{% endfor %}", {"措施.#"}),
        ("{% for 空 in 走访|满页(6.5, 7.3, 3, 走访人_走访单位=8, 下次安排6=9) %}x{% endfor %}",
         {"走访.#", "走访.*.走访人", "走访.*.走访单位", "走访.*.下次安排"}),
        ("{% if 户.组名 and not 文书.空白 %}{{ 户.组名 }}{% endif %}", {"户.组名.?", "户.组名", "文书.空白.?"}),
        ("{% if 文书.年度 >= '2021' %}x{% endif %}", {"文书.年度"}),
        ("{% if 措施|selectattr('调整标记')|list %}x{% endif %}", {"措施.#", "措施.*.调整标记"}),
        ("{{ 措施|map(attribute='措施内容')|join|length }}", {"措施.#", "措施.*.措施内容"}),
        ("{{ '主要' if 项.类别.startswith('主') else '' }}", {"项.类别"}),
        ("{{ 村.问题|length }}", {"村.问题.#"}),
        ("{% for 单 in 清单 %}{% for 项 in 单.户 %}{{ 项.名 }}{% endfor %}{% endfor %}",
         {"清单.#", "清单.*.户.#", "清单.*.户.*.名"}),
        ("{% set 甲 = 户.户主姓名 %}{{ 甲 }}", {"户.户主姓名"}),
        ("{{ 户['户主姓名'] }}{{ 户.备注[-1] }}", {"户.户主姓名", "户.备注"}),
        ("{{ 户 }}", {"户"}),
        ("{{ loop.index }}{{ range(3) }}", set()),
    ],
)  # fmt: skip
def test_what_a_placeholder_or_loop_reads_is_named(source, names):
    assert mentioned(source) == names


def test_values_are_found_under_their_names():
    facts = {"户": {"组名": "2组"}, "家庭成员": [{"姓名": "张三"}, {"姓名": "李四"}]}
    assert value_at(facts, "户.组名") == "2组"
    assert value_at(facts, "户.组名.?") is True
    assert value_at(facts, "家庭成员.#") == 2
    assert value_at(facts, "家庭成员.*.姓名") == ["张三", "李四"]
    assert value_at(facts, "没有.这个") is None


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.key)
def test_no_paper_of_ours_reads_a_group_as_a_whole(paper):
    names = names_of(paper)
    assert names
    assert all("." in name for name in names), names
