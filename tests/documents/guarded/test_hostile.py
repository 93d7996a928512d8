# SPDX-License-Identifier: MIT
"""Templates that mean harm: each is refused in a sentence, in time, and the program that asked goes on."""

from __future__ import annotations

import io
import time
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.documents.guarded.making import document, field, related, understood, with_body, with_named
from villagedesk.documents.guarded.guard import Guard
from villagedesk.documents.guarded.trying import examine, refuse_unusable
from villagedesk.documents.word.package import MOST_BYTES
from villagedesk.errors import Cancelled, Refused, VillageDeskError

IN_TIME = 20.0  # seconds: the promise
FACTS = {"户": {"户主姓名": "张三"}, "文书": {"题名": "试", "户标识": "", "日期数字": ""}, "照片": {}}
PLAIN = document("户主：{{ 户.户主姓名 }}")

ENDLESS = {
    "a loop without end": "{% for a in range(99999) %}{% for b in range(99999) %}{% set c = a %}{% endfor %}{% endfor %}",
    "a range beyond the limit": "{% for i in range(10**9) %}x{% endfor %}",
    "loops that write": "{% for a in range(99999) %}{% for b in range(99999) %}xxxxxxxxxx{% endfor %}{% endfor %}",
    "a text a billion long": "{{ 'x' * 10**9 }}",
    "a list a billion long": "{{ ([1] * 10**9)|length }}",
    "a power without end": "{{ 9**9**9**9 }}",
    "a filler": "{{ 'x'|center(10**10) }}",
    "a filler with a plain number": "{{ 'x'|center(3000000000) }}",
    "a format": "{{ '%3000000000d'|format(1) }}",
    "doubling": "{% set n = namespace(a='xx') %}{% for i in range(60) %}{% set n.a = n.a ~ n.a %}{% endfor %}{{ n.a }}",
    "a macro that calls itself": "{% macro a(x) %}{{ a(x) }}{{ a(x) }}{% endmacro %}{{ a(1) }}",
    "joined ranges": "{% for a in range(99999) %}{{ range(99999)|join('x') }}{% endfor %}",
    "python": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "the way to the system": "{{ 户.__init__.__globals__ }}{{ self._TemplateReference__context }}",
    "cycler": "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
}


def used(content):
    """What printing does: read it, refuse it if something is wrong, fill it in."""
    with Guard("县里的表", content) as guard:
        refuse_unusable(guard.report)
        guard.ask(FACTS)
        guard.paper()


@pytest.mark.parametrize("source", ENDLESS.values(), ids=ENDLESS)
def test_a_program_in_a_template_ends_with_a_sentence_in_time(source):
    begun = time.monotonic()
    with pytest.raises(Refused) as caught:
        used(document(source))
    assert time.monotonic() - begun < IN_TIME
    assert "县里的表" in str(caught.value)
    assert "Traceback" not in str(caught.value)


def bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        for number in range(3):
            archive.writestr(f"word/media/{number}.png", bytes(MOST_BYTES // 2))
        archive.writestr("word/document.xml", "<a/>")
    return out.getvalue()


LAUGHS = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>'
MACRO = b"application/vnd.ms-word.document.macroEnabled.main+xml"
SIMPLE = '<w:p><w:fldSimple w:instr=" {} "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>'
NESTED = (
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText> QUOTE 68 68 69 </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)
UNSAFE = {
    "a zip bomb": (bomb(), "内容过大"),
    "no zip": (b"PK\x03\x04 nothing", "不是 .docx"),
    "entities": (with_named(PLAIN, {"word/document.xml": LAUGHS.encode()}), "DOCTYPE"),
    "entities elsewhere": (with_named(PLAIN, {"word/styles.xml": LAUGHS.encode()}), "DOCTYPE"),
    "entities in UTF-16": (with_named(PLAIN, {"customXml/item1.xml": LAUGHS.replace("?>", ' encoding="UTF-16"?>').encode("utf-16")}), "DOCTYPE"),
    "broken XML": (with_named(PLAIN, {"word/styles.xml": b"<a>"}), "已损坏"),
    "deep XML": (with_body(PLAIN, "<w:p>" * 500 + "</w:p>" * 500), "嵌套"),
    "a picture from the net": (with_named(PLAIN, {"word/_rels/document.xml.rels": related("image", "http://x.invalid/a.png")}), "别处"),
    "a template from the net": (with_named(PLAIN, {"word/_rels/settings.xml.rels": b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="http://x.invalid/a.dotm" TargetMode="External"/></Relationships>'}), "别处"),
    "a link to a share": (with_named(PLAIN, {"word/_rels/document.xml.rels": related("hyperlink", r"\\x\y")}), "别处"),
    "a link to a file": (with_named(PLAIN, {"word/_rels/document.xml.rels": related("hyperlink", "file:///c:/a.exe")}), "别处"),
    "DDE": (with_body(PLAIN, field(" DDEAUTO c:\\\\cmd.exe ")), "DDEAUTO"),
    "DDE in pieces": (with_body(PLAIN, field(" D", "DE ", "excel")), "域"),
    "DDE in a field in a field": (with_body(PLAIN, NESTED), "域"),
    "included text": (with_body(PLAIN, SIMPLE.format("INCLUDETEXT a.docx")), "INCLUDETEXT"),
    "an included picture": (with_body(PLAIN, field(" INCLUDEPICTURE http://x.invalid/a.png ")), "INCLUDEPICTURE"),
    "a field that a fact would write": (with_body(PLAIN, field(" HYPERLINK {{ 户.备注 }} ")), "域"),
    "a macro": (with_named(PLAIN, {"word/vbaProject.bin": b"x"}), "宏"),
    "a macro by its type": (with_named(PLAIN, {"[Content_Types].xml": lambda was: was.replace(b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", MACRO)}), "宏"),
    "a Word template": (with_named(PLAIN, {"[Content_Types].xml": lambda was: was.replace(b"document.main+xml", b"template.main+xml")}), "模板"),
    "an embedded object": (with_named(PLAIN, {"word/embeddings/oleObject1.bin": b"x"}), "嵌"),
    "an object in the text": (with_body(PLAIN, "<w:p><w:r><w:object/></w:r></w:p>"), "嵌"),
    "a document in the document": (with_body(PLAIN, '<w:altChunk xmlns:r="r" r:id="a"/>'), "嵌"),
    "a linked picture behind a hyperlink": (with_body(PLAIN, '<w:p><a:blip xmlns:a="a" xmlns:r="r" r:link="rIdOut"/></w:p>'), "blip"),
    "an old picture from the net": (with_body(PLAIN, '<w:p><v:imagedata xmlns:v="v" src="http://x.invalid/a.png"/></w:p>'), "imagedata"),
    "a template behind a hyperlink": (with_named(PLAIN, {"word/settings.xml": lambda was: was.replace(b"</w:settings>", b'<w:attachedTemplate xmlns:r="r" r:id="a"/></w:settings>')}), "attachedTemplate"),
    "a program": (with_named(PLAIN, {"word/media/a.exe": b"MZ"}), "嵌"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "said"), UNSAFE.values(), ids=UNSAFE)
def test_what_would_run_or_fetch_when_opened_is_not_taken_in(content, said):
    with pytest.raises(Refused, match=said):
        understood("县里的表", content)


@pytest.mark.parametrize("name", ["a zip bomb", "entities", "deep XML", "a macro"])
def test_the_same_is_said_through_the_process(name):
    content, said = UNSAFE[name]
    with pytest.raises(Refused, match=said):
        examine("县里的表", content)


def test_page_numbers_dates_and_links_to_click_are_fine():
    content = with_body(PLAIN, field(" PAGE ") + field(" NUM", "PAGES ") + SIMPLE.format(r"DATE \@ yyyy"))
    content = with_named(content, {"word/_rels/document.xml.rels": related("hyperlink", "https://x.invalid/")})
    assert understood("表", content)[0].usable


def test_a_hanging_template_can_be_cancelled():
    asked = []

    def check():
        asked.append(1)
        if len(asked) > 60:
            raise Cancelled("已取消")

    begun = time.monotonic()
    with Guard("表", document(ENDLESS["a loop without end"]), check) as guard:
        asked.clear()
        guard.ask(FACTS)
        with pytest.raises(Cancelled):
            guard.paper()
    assert time.monotonic() - begun < IN_TIME


def test_after_a_household_that_cannot_be_filled_in_the_next_one_can():
    with Guard("表", document("{{ 户.户主姓名 / 2 if 户.户主姓名 == '坏' else 户.户主姓名 }}")) as guard:
        guard.ask(FACTS | {"户": {"户主姓名": "坏"}})
        with pytest.raises(Refused, match="算不出来"):
            guard.paper()
        guard.ask(FACTS)
        assert guard.paper().startswith(b"PK")


names = st.text(st.characters(codec="utf-8"), max_size=30)


@settings(max_examples=60)
@given(names, names)
def test_whatever_stands_between_braces_is_understood_or_named(group, name):
    words = f"甲{{{{ {group}.{name} }}}}乙"
    try:
        content = document(words)
    except ValueError:  # what no Word document can hold
        return
    with suppress(VillageDeskError):
        report, _template = understood("表", content)
        assert report.usable or report.unknown or report.faults
        assert all(fault.why for fault in report.faults)


@settings(max_examples=40)
@given(st.data())
def test_a_broken_file_is_refused_and_nothing_else(data):
    at = data.draw(st.integers(0, len(PLAIN) - 1))
    piece = data.draw(st.binary(max_size=40))
    broken = PLAIN[:at] + piece + PLAIN[at + len(piece) :]
    with suppress(VillageDeskError):
        understood("表", broken[: data.draw(st.integers(at, len(broken)))])
