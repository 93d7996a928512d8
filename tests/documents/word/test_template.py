# SPDX-License-Identifier: MIT
"""Templates: compiled once, filled in safely, identical bytes, faults that name the paragraph and the name meant."""

from __future__ import annotations

import pickle
import re
import zipfile

import docx
import pytest

from tests.documents.conftest import parts_of, texts
from villagedesk.documents.word import package
from villagedesk.documents.word.faults import TemplateFault
from villagedesk.documents.word.package import NotADocument, identifier_of
from villagedesk.documents.word.template import compile_template, render

FACTS = {
    "户": {"户主姓名": "张三", "联系电话": "13900000001", "备注": ""},
    "家庭成员": [{"姓名": "张三", "年龄": "54"}, {"姓名": "李四", "年龄": "52"}],
    "文书": {"题名": "试", "户标识": "id-1", "日期数字": "2016-12-31"},
}


@pytest.fixture
def template(tmp_path):
    """Makes a .docx of these paragraphs as Word would, and compiles it."""

    def make(*paragraphs, rows=()):
        document = docx.Document()
        for words in paragraphs:
            document.add_paragraph(words)
        if rows:
            table = document.add_table(rows=0, cols=len(rows[0]))
            for row in rows:
                for cell, words in zip(table.add_row().cells, row, strict=True):
                    cell.text = words
        path = tmp_path / "模板.docx"
        document.save(path)
        return compile_template(path)

    return make


def with_note(text):
    return {**FACTS, "户": {**FACTS["户"], "备注": text}}


def test_placeholders_and_loops_are_filled_in(template):
    made = template(
        "户主：{{ 户.户主姓名 }}",
        rows=(("{%tr for 成员 in 家庭成员 %}", ""), ("{{ 成员.姓名 }}", "{{ 成员.年龄 }}"), ("{%tr endfor %}", "")),
    )
    assert texts(render(made, FACTS)).split("\n")[:5] == ["户主：张三", "张三", "54", "李四", "52"]


def test_a_placeholder_that_word_split_into_several_runs_is_found(tmp_path):
    document = docx.Document()
    paragraph = document.add_paragraph()
    for piece in ("电话：{", "{ 户.联", "系电话", " }", "}。"):
        paragraph.add_run(piece)
    document.save(tmp_path / "a.docx")
    assert "电话：13900000001。" in texts(render(compile_template(tmp_path / "a.docx"), FACTS))


def test_the_same_facts_give_the_same_bytes_whenever_and_however_often_it_is_compiled(template, tmp_path):
    first = render(template("{{ 户.户主姓名 }}"), FACTS)
    again = render(compile_template(tmp_path / "模板.docx"), FACTS)
    assert first == again
    assert {entry.date_time for entry in zipfile.ZipFile(tmp_path / "模板.docx").infolist()} != {(1980, 1, 1, 0, 0, 0)}


def test_other_facts_give_other_bytes(template):
    made = template("{{ 户.备注 }}")
    assert render(made, with_note("甲")) != render(made, with_note("乙"))


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("<a>&amp;\"'", "<a>&amp;\"'"),
        ("{{ 7*7 }}{% raw %}", "{{ 7*7 }}{% raw %}"),
        ("前\x00\x01\x08\x1f后", "前后"),
        ("前\ud800后面还有", "前\ufffd后面还有"),
        ("左\u202e右\u200f\u2066\ufeff尾", "左右尾"),
        ("𠮷野家𪚥", "𠮷野家𪚥"),
        ("一\n二\r\n三\u2028四", "一\n二\n三\n四"),
        ("甲\t乙", "甲\t乙"),
        ("  前后有空格  ", "  前后有空格  "),
        ("]]>", "]]>"),
        ("\ufffe\uffff结尾", "结尾"),
        ("长" * 10_000, "长" * 10_000),
    ],
)
def test_hostile_text_is_printed_as_it_is_or_without_what_word_cannot_hold(template, raw, read):
    made = template("始{{ 户.备注 }}终")
    assert texts(render(made, with_note(raw))).split("终")[0] == f"始{read}"


def test_blanks_at_the_ends_of_a_value_are_kept_by_word_too(template):
    document = parts_of(
        render(template("{{ 户.备注 }}", "甲{{ 户.备注 }}乙{{ 户.户主姓名 }}"), with_note("  空  \n  空  "))
    )
    for opening, words in re.findall(r"<w:t([^>]*)>([^<]*)</w:t>", document["word/document.xml"].decode()):
        assert words == words.strip() or 'xml:space="preserve"' in opening


def test_numbers_and_nothing_are_printed_plainly(template):
    assert "3||终" in texts(render(template("{{ 户.数 }}|{{ 户.空 }}|终"), {**FACTS, "户": {"数": 3, "空": None}}))


def test_an_unknown_name_is_refused_with_its_paragraph_and_the_nearest_names(template):
    made = template("第一段", "联系电话：{{ 户.联系电活 }}（户主）")
    with pytest.raises(TemplateFault) as caught:
        render(made, FACTS)
    fault = caught.value
    assert (fault.template, fault.name, fault.nearest[0]) == ("模板.docx", "联系电活", "联系电话")
    assert "联系电话：{{ 户.联系电活 }}（户主）" in fault.paragraph
    assert "第一段" not in fault.paragraph
    assert all(word in str(fault) for word in ("模板.docx", "联系电活", "联系电话"))


def test_a_name_of_another_group_is_proposed_with_its_group(template):
    with pytest.raises(TemplateFault) as caught:
        render(template("{{ 文书.户主姓名 }}"), FACTS)
    assert "户.户主姓名" in caught.value.nearest


def test_an_unknown_group_and_an_unknown_list_are_refused_too(template):
    with pytest.raises(TemplateFault, match="户户"):
        render(template("{{ 户户.联系电话 }}"), FACTS)
    with pytest.raises(TemplateFault) as caught:
        render(template("{%p for 成员 in 家庭人员 %}", "{{ 成员.姓名 }}", "{%p endfor %}"), FACTS)
    assert caught.value.nearest == ("家庭成员",)


def test_an_unknown_name_inside_a_condition_is_not_taken_for_empty(template):
    with pytest.raises(TemplateFault, match="备住"):
        render(template("{% if 户.备住 %}有{% endif %}"), FACTS)


def test_a_fault_survives_the_way_back_from_a_worker_process(template):
    with pytest.raises(TemplateFault) as caught:
        render(template("{{ 户.联系电活 }}"), FACTS)
    copy = pickle.loads(pickle.dumps(caught.value))
    assert (str(copy), copy.name, copy.nearest) == (str(caught.value), caught.value.name, caught.value.nearest)


def test_a_group_of_values_is_not_printed_as_python_would(template):
    for words in ("{{ 户 }}", "{{ 家庭成员 }}"):
        with pytest.raises(TemplateFault, match="一组数据"):
            render(template(words), FACTS)


@pytest.mark.parametrize(
    "payload",
    [
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ range.__init__.__globals__ }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ 户.__class__.__base__ }}",
        "{{ 户|attr('__class__') }}",
        "{{ 户['__class__'] }}",
        "{{ '%s'|format(户.__class__) }}",
        "{{ '{0.__class__.__init__.__globals__}'.format(户) }}",
        "{{ 户.update({'户主姓名': 'x'}) }}",
        "{{ 家庭成员.append(1) }}",
        "{{ self.__init__.__globals__ }}",
        "{{ lipsum.__globals__ }}",
        "{{ joiner.__init__ }}",
        "{{ range(999999999) }}",
        "{% include '/etc/passwd' %}",
        "{% import 'os' as os %}",
        "{{ '<w:p/>'|safe }}",
        "{{ namespace.__init__.__globals__ }}",
    ],
)
def test_a_template_cannot_reach_python(template, payload):
    with pytest.raises(TemplateFault):
        render(template(payload), FACTS)


def test_values_stay_values_whatever_a_template_does_with_them(template):
    made = template("{% autoescape false %}{{ 户.备注 }}{% endautoescape %}", "{{ 户.备注|e }}", "{{ 户.备注|upper }}")
    assert texts(render(made, with_note("<w:p/>"))).split("\n")[:3] == ["<w:p/>", "<w:p/>", "<W:P/>"]


def test_a_loop_that_is_not_closed_is_refused_when_compiled_with_its_paragraph(template):
    with pytest.raises(TemplateFault) as caught:
        template("好的一段", "{% for 成员 in 家庭成员 %}没有结束")
    assert "没有结束，请补上“{% endfor %}”" in str(caught.value)
    with pytest.raises(TemplateFault) as caught:
        template("好的一段", "坏的一段 {{ 户. }}")
    assert "坏的一段" in caught.value.paragraph


def test_a_condition_that_ends_in_another_place_and_would_break_the_document_is_refused(template):
    made = template("{% if 户.备注 %}甲", rows=(("乙{% endif %}",),))
    assert "甲" in texts(render(made, with_note("有")))
    with pytest.raises(TemplateFault, match="打不开"):
        render(made, FACTS)


def test_columns_that_repeat_get_a_grid_that_fits(template):
    made = template(rows=(("{%tc for 成员 in 家庭成员 %}", "{{ 成员.姓名 }}", "{%tc endfor %}"),))
    document = parts_of(render(made, {**FACTS, "家庭成员": FACTS["家庭成员"] * 4}))["word/document.xml"].decode()
    assert document.count("<w:gridCol") == 8 == document.count("<w:tc>")


def test_an_error_in_an_expression_is_said_without_a_traceback(template):
    with pytest.raises(TemplateFault, match="ZeroDivisionError"):
        render(template("{{ 1 // 0 }}"), FACTS)


def test_headers_and_footers_are_filled_in_and_the_rest_stays_as_it_was(tmp_path):
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "{{ 户.户主姓名 }}"
    document.sections[0].footer.paragraphs[0].text = "{{ 户.联系电话 }}"
    path = tmp_path / "a.docx"
    document.save(path)
    made = render(compile_template(path), FACTS)
    assert "张三" in texts(made)
    assert "13900000001" in texts(made)
    assert parts_of(made)["word/styles.xml"] == parts_of(path.read_bytes())["word/styles.xml"]


def test_a_paper_carries_title_household_and_date_in_its_properties(template, tmp_path):
    path = tmp_path / "out.docx"
    path.write_bytes(render(template("{{ 户.户主姓名 }}"), FACTS))
    properties = docx.Document(str(path)).core_properties
    assert (properties.title, properties.identifier, properties.created.year) == ("试", "id-1", 2016)
    assert identifier_of(path) == "id-1"


def test_what_is_no_word_document_is_refused_in_words(tmp_path):
    (tmp_path / "文本.docx").write_text("不是", encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "空.docx", "w") as archive:
        archive.writestr("a.txt", "x")
    for name in ("文本.docx", "空.docx", "没有.docx"):
        with pytest.raises(NotADocument, match=name):
            compile_template(tmp_path / name)
    (tmp_path / "文件夹.docx").mkdir()
    with pytest.raises(NotADocument):
        compile_template(tmp_path / "文件夹.docx")


def test_a_zip_that_unpacks_to_too_much_is_refused_before_it_is_unpacked(tmp_path, monkeypatch):
    with zipfile.ZipFile(tmp_path / "大.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "0" * 3_000_000)
    monkeypatch.setattr(package, "MOST_BYTES", 1_000_000)
    with pytest.raises(NotADocument, match="过大"):
        compile_template(tmp_path / "大.docx")


def test_a_template_with_entities_is_refused(tmp_path, template):
    template("{{ 户.备注 }}")
    parts = parts_of((tmp_path / "模板.docx").read_bytes())
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;">]>'
    body = parts["word/document.xml"]
    at = body.index(b"<w:document")
    parts["word/document.xml"] = body[:at] + bomb + body[at:].replace(b"{{", b"&b;{{")
    (tmp_path / "b.docx").write_bytes(package.written(parts))
    with pytest.raises(TemplateFault, match="DOCTYPE"):
        compile_template(tmp_path / "b.docx")


def test_rows_for_the_pen_bring_a_table_to_its_least_length(template):
    rows = (("{%tr for 空 in 家庭成员|空行(5) %}",), ("空",), ("{%tr endfor %}",))
    assert texts(render(template(rows=rows), FACTS)).count("空") == 3
    assert texts(render(template(rows=rows), {**FACTS, "家庭成员": FACTS["家庭成员"] * 4})).count("空") == 0


@pytest.mark.parametrize(("count", "blank"), [(0, 4), (1, 3), (4, 0), (5, 4), (9, 0), (10, 4)])
def test_rows_for_the_pen_fill_the_last_page(template, count, blank):
    rows = (("{%tr for 空 in 家庭成员|满页(4, 5) %}",), ("空",), ("{%tr endfor %}",))
    facts = {**FACTS, "家庭成员": [{"姓名": "甲"}] * count}
    assert texts(render(template(rows=rows), facts)).count("空") == blank


def test_a_long_text_counts_for_the_lines_it_needs(template):
    rows = (("{%tr for 空 in 家庭成员|满页(4, 4, 2, 姓名=10) %}",), ("空",), ("{%tr endfor %}",))
    for text, blank in (("短", 3), ("长" * 18, 3), ("长" * 20, 2), ("长" * 21, 2), ("a" * 42, 2), ("一\n二\n三", 2)):
        assert texts(render(template(rows=rows), {**FACTS, "家庭成员": [{"姓名": text}]})).count("空") == blank, text


@pytest.mark.parametrize(
    ("lines", "blank"),
    [
        ((3, 3, 3), 1),  # three rows of one and a half do not fit on a page of four: the third opens a page of three
        ((3, 3), 1),
        ((2, 2, 2, 2, 3), 1),
        ((10,), 2),  # five rows high: one over, on a page of three
        ((2, 8), 2),
    ],
)
def test_rows_that_grow_open_a_page_where_they_do_not_fit_and_never_leave_a_blank_row_alone(template, lines, blank):
    rows = (("{%tr for 空 in 家庭成员|满页(4, 3, 2, 姓名=10) %}",), ("空",), ("{%tr endfor %}",))
    facts = {**FACTS, "家庭成员": [{"姓名": "\n".join("一" * count)} for count in lines]}
    assert texts(render(template(rows=rows), facts)).count("空") == blank


def test_texts_that_stand_below_each_other_are_added_up(template):
    rows = (("{%tr for 空 in 家庭成员|满页(4, 4, 2, 姓名_备注=10) %}",), ("空",), ("{%tr endfor %}",))
    for name, note, blank in (("短", "", 3), ("短", "短", 3), ("长" * 11, "短", 2)):
        facts = {**FACTS, "家庭成员": [{"姓名": name, "备注": note}]}
        assert texts(render(template(rows=rows), facts)).count("空") == blank
