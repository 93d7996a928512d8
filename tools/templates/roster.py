# SPDX-License-Identifier: MIT
"""What stands around the table of a roster (花名册): title, place, signatures, page numbers, and the mark of what is not masked.

The table itself has the columns that somebody chose, and as many rows as a township has people: `documents/lists/roster.py` puts
it in place of the paragraph 〔花名册〕.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from templates.form import FORM_TITLE, FORM_YEAR
from templates.signing import answering_row
from templates.typography import HAIR, WIDE, add, finish, mark_inside, new_list, text
from villagedesk.documents.lists.roster import TABLE_HERE

if TYPE_CHECKING:
    from docx.document import Document


def build() -> Document:
    """A lying A4 page; above the table what it is, below it who answers for it."""
    paper = new_list("花名册", WIDE, "{{ 文书.范围 }}{{ 文书.题名 }}")
    mark_inside(paper.sections[0], _watermark("{{ 文书.内部 }}"))
    add(
        paper,
        text("{{ 文书.题名 }}{{ 文书.空白 }}", FORM_TITLE),
        text(
            "（{{ 文书.范围 }}　{{ 文书.年度 }}年度{% if 文书.计龄日期 %}　年龄截至{{ 文书.计龄日期 }}{% endif %}）",
            FORM_YEAR,
        ),
        text(TABLE_HERE, HAIR),
        answering_row(WIDE.text_width),  # becomes the last row of the table
    )
    finish(paper)
    return paper


def _watermark(words: str) -> str:
    """A slanting word behind the text, as Word's own 水印 makes it; WPS and LibreOffice show it too."""
    place = (
        "position:absolute;margin-left:0;margin-top:0;width:560pt;height:70pt;rotation:330;z-index:-251658752;"
        "mso-position-horizontal:center;mso-position-horizontal-relative:page;"
        "mso-position-vertical:center;mso-position-vertical-relative:page"
    )
    letters = "font-family:&quot;黑体&quot;;font-size:1pt"
    return (
        '<w:r><w:rPr><w:noProof/></w:rPr><w:pict xmlns:v="urn:schemas-microsoft-com:vml"'
        ' xmlns:o="urn:schemas-microsoft-com:office:office">'
        '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e">'
        '<v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/>'
        '<v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>'
        '<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/>'
        '<v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>'
        '<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800"'
        ' o:connectangles="270,180,90,0"/><v:textpath on="t" fitshape="t"/>'
        '<v:handles><v:h position="#0,bottomRight" xrange="6629,14971"/></v:handles><o:lock v:ext="edit" text="t" shapetype="t"/>'
        "</v:shapetype>"
        '<v:shape id="PowerPlusWaterMarkObject1" o:spid="_x0000_s2049" type="#_x0000_t136"'
        f' style={quoteattr(place)} o:allowincell="f" fillcolor="#d9d9d9" stroked="f">'
        f'<v:fill opacity=".5"/><v:textpath style="{letters}" string={quoteattr(words)}/></v:shape></w:pict></w:r>'
    )
