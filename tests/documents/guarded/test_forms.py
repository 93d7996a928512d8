# SPDX-License-Identifier: MIT
"""Forms as clerks write them: what is known and not known of them, and that all that is promised comes out on paper."""

from __future__ import annotations

import io

import docx
import pytest
from docx.oxml.ns import qn
from PIL import Image

from tests.documents.conftest import DAY, changed, parts_of, texts
from tests.documents.guarded.making import document, split_as_word_does, understood, with_body
from villagedesk.documents.facts.context import casefile_context, office_of
from villagedesk.documents.facts.placeholders import placeholder_list
from villagedesk.documents.guarded.guard import Guard
from villagedesk.documents.word.template import render

FAMILY = (("{%tr for 成员 in 家庭成员 %}", ""), ("{{ 成员.姓名 }}", "{{ 成员.年龄 }}"), ("{%tr endfor %}", ""))


def facts(case, photos=lambda _digest: None):
    return casefile_context(case, office_of(case.village), DAY, photos)


def filled(content, case, photos=lambda _digest: None):
    report, template = understood("表", content)
    assert report.usable, report
    return render(template, facts(case, photos))


def jpeg():
    out = io.BytesIO()
    Image.new("RGB", (90, 120), "#88aacc").save(out, "JPEG")
    return out.getvalue()


def test_what_is_known_and_what_is_not_stand_with_their_paragraphs():
    report, _template = understood(
        "表", document("户主：{{ 户.户主姓名 }}", "电话：{{ 户.联系电活 }}", "{{ 成员.姓名 }}", "{{ 家庭成员.姓名 }}")
    )
    assert [(use.group, use.name, use.paragraph) for use in report.uses] == [
        ("户", "户主姓名", "户主：{{ 户.户主姓名 }}")
    ]
    unknown = {one.name: one for one in report.unknown}
    assert unknown["户.联系电活"].paragraph == "电话：{{ 户.联系电活 }}"
    assert "户.联系电话" in unknown["户.联系电活"].nearest
    assert set(unknown) == {"户.联系电活", "成员", "家庭成员.姓名"}
    assert "for 成员 in 家庭成员" in unknown["家庭成员.姓名"].nearest[0]
    assert unknown["成员"].nearest[0] == "{%tr for 成员 in 家庭成员 %}"


def test_every_placeholder_of_the_list_is_known():
    loops = [one for one in placeholder_list() if not one.name]
    single = [one for one in placeholder_list() if one.name and one.group not in {loop.group for loop in loops}]
    words = [one.written for one in single]
    for loop in loops:
        inside = "".join(one.written for one in placeholder_list() if one.group == loop.group and one.name)
        words.append(f"{{% {loop.placeholder} %}}{inside}{{% endfor %}}")
    report, _template = understood("表", document(*words))
    assert report.usable, report.unknown
    assert {(use.group, use.name) for use in report.uses} == {
        (one.group, one.name) for one in placeholder_list() if one.name
    }


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("{% for 成员 in 家庭成员 %}", "请补上“{% endfor %}”"),
        ("{% endif %}", "没有与它成对的"),
        ("{{ 户.户主姓名 }", "括号不成对"),
        ("{{ 户。户主姓名 }}", "不能用的符号“。”"),
        ("{%tr for 成员 in 家庭成员 %}", "单独占表格的一行"),
        ("{% include '/etc/passwd' %}", "不允许的写法"),
        ("{% import 'os' as os %}", "不允许的写法"),
        ("{% extends 'x' %}", "不允许的写法"),
        ("{{ 户.户主姓名|加粗 }}", "没有叫“加粗”的处理方法"),
    ],
)
def test_a_mistake_is_explained_without_english_and_with_its_paragraph(words, said):
    report, _template = understood("表", document("好的一段 {{ 户.户主姓名 }}", words))
    assert [said in fault.why for fault in report.faults] == [True], report
    assert report.faults[0].paragraph in {words, ""}


@pytest.mark.parametrize(
    "words", ["｛｛户.户主姓名｝｝", "{户.户主姓名}", "｛户．户主姓名｝", "{％ if 户.备注 ％}有", "｛％ endif ％｝"]
)
def test_other_braces_are_noticed(words):
    report, _template = understood("表", document(words))
    assert [one.paragraph for one in report.doubts] == [words]


def test_a_name_that_the_template_asks_after_itself_is_not_needed():
    report, _template = understood("表", document("{% if 户.备注 %}{{ 户.备注 }}{% endif %}{{ 户.联系电话 }}"))
    assert {use.name: use.needed for use in report.uses} == {"备注": False, "联系电话": True}


def test_a_placeholder_that_word_cut_up_is_whole(full):
    content = with_body(
        document("{% if 户.联系电话 %}有{% endif %}"),
        split_as_word_does("电话：{", "{ 户.联", "系电", "话", " }", "}，")
        + split_as_word_does("{", "%", " if 户.组名 %}组{%", " endif %", "}"),
    )
    said = texts(filled(content, full))
    assert f"电话：{full.household.phone}，" in said
    assert "{" not in said
    assert "组" in said.split("\n")[1]


def test_a_table_grows_with_the_members_and_rows_come_only_where_they_are_wanted(full):
    rows = (
        ("{%tr for 成员 in 家庭成员 %}", ""),
        ("{%tr if 成员.残疾类别 != '不适用' %}", ""),
        ("{{ 成员.姓名 }}", "残疾"),
        ("{%tr else %}", ""),
        ("{{ 成员.姓名 }}", "健全"),
        ("{%tr endif %}", ""),
        ("{%tr endfor %}", ""),
    )
    table = docx.Document(io.BytesIO(filled(document("一", rows=rows), full))).tables[0]
    shown = [tuple(cell.text for cell in row.cells) for row in table.rows]
    assert [name for name, _state in shown] == [person.member.name for person in full.people]
    assert {state for _name, state in shown} == {"残疾", "健全"}


def test_a_photo_is_shown_in_the_text_and_in_the_head_of_the_page(full):
    case = changed(full, household=full.household.having(head_photo="head"))
    made = filled(
        document("{{ 照片.户主照片|框(20, 30) }}", header="{{ 照片.户主照片 }}"), case, lambda _digest: jpeg()
    )
    opened = docx.Document(io.BytesIO(made))
    for part in (opened.part, opened.sections[0].header.part):
        blips = list(part.element.iter(qn("a:blip")))
        assert len(blips) == 1
        assert part.related_parts[blips[0].get(qn("r:embed"))].blob == jpeg()


def test_a_code_is_drawn_once_for_one_text_and_holds_it(full):
    content = document(
        "{{ 户.户编号|二维码 }}{{ 户.户编号|二维码(30) }}", "{{ 户.户主姓名|二维码 }}{{ 户.备注|二维码 }}"
    )
    made = filled(content, full)
    pictures = {name: part for name, part in parts_of(made).items() if name.endswith(".png")}
    assert len(pictures) == 2
    shapes = docx.Document(io.BytesIO(made)).inline_shapes
    assert [round(one.width / 36_000) for one in shapes] == [25, 30, 25]
    assert all(Image.open(io.BytesIO(part)).size[0] % 4 == 0 for part in pictures.values())
    assert filled(content, full) == made


def test_a_code_for_a_whole_letter_is_refused(full):
    report, template = understood("表", document("{{ (户.户主姓名 ~ '很长'|center(400)|replace(' ', '好'))|二维码 }}"))
    assert report.usable
    with pytest.raises(Exception, match="算不出来"):
        render(template, facts(full))


def test_one_process_fills_in_many_households_as_this_one_would(full, thin):
    content = document("{{ 户.户主姓名 }} {{ 文书.年度 }}", rows=FAMILY)
    template = understood("表", content)[1]
    with Guard("表", content) as guard:
        for case in (full, thin, full):
            guard.ask(facts(case))
            assert guard.paper() == render(template, facts(case))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("户.电话", "户.联系电话"),
        ("户.身份证号", "户.户主证件号码"),  # said as in other tables
        ("户.户主名字", "户.户主姓名"),
        ("户.开户行", "户.开户银行"),
        ("银行卡号", "户.银行卡号"),
        ("姓名", "户.户主姓名"),
        ("收入.人均纯收入", "收支.人均纯收入"),  # in the wrong group
        ("户.残疾情况", "{%tr for 成员 in 家庭成员 %} {{ 成员.残疾情况 }}"),  # of each member
    ],
)
def test_the_name_that_was_meant_is_proposed_however_it_was_called(written, meant):
    report, _template = understood("表", document(f"一段 {{{{ {written} }}}}"))
    (unknown,) = report.unknown
    assert (unknown.name, unknown.paragraph) == (written, f"一段 {{{{ {written} }}}}")
    assert meant in unknown.nearest
    assert all(not one.startswith("编号.") for one in unknown.nearest)


def test_in_a_row_the_name_and_the_proposals_are_written_as_the_template_calls_the_row():
    rows = (("表头", ""), ("{%tr for 人 in 家庭成员 %}", ""), ("{%tr if 人.名字 %}", ""), ("{{ 人.身份证号 }}", ""))
    report, _template = understood("表", document("上文", rows=(*rows, ("{%tr endif %}", ""), ("{%tr endfor %}", ""))))
    told = {one.name: (one.paragraph, one.nearest[0]) for one in report.unknown}
    assert told == {
        "人.名字": ("{% if 人.名字 %}", "人.姓名"),
        "人.身份证号": ("{{ 人.身份证号 }}", "人.证件号码"),
    }
