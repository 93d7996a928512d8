# SPDX-License-Identifier: MIT
"""Bar charts of Word itself (ECMA-376 part 1 §21.2), whose bars are filled in like any text of a template.

The numbers stand in the chart as a cache, without a workbook behind it: they come from the file, not from a sheet that
somebody might change. Word, WPS and LibreOffice draw it; 编辑数据 finds nothing to edit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from templates.fonts import BODY, LATIN
from templates.typography import Style, paragraph, run

if TYPE_CHECKING:
    from docx.document import Document

_EMU = 36_000  # in a millimetre
_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_BAR = "44546A"  # also tells from white in black and white
_PLACE = Style(align="center", before=4, after=4)


def bar_chart(paper: Document, number: int, points: str, title: str, width: float, height: float) -> str:
    """A paragraph with a chart.

    Args:
        paper: that gets the part.
        number: of the chart in the paper, from 1.
        points: the placeholder of the bars: a list of things with 名 and 值.
        title: stands above it.
        width: millimetres.
        height: millimetres.
    """
    part = Part(
        PackURI(f"/word/charts/chart{number}.xml"),
        CONTENT_TYPE.DML_CHART,
        _chart(points, title).encode("utf-8"),
        paper.part.package,
    )
    link = paper.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
    drawing = (
        f'<w:drawing><wp:inline xmlns:wp="{_WP}" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{round(width * _EMU)}" cy="{round(height * _EMU)}"/>'
        f'<wp:docPr id="{100 + number}" name="{title}" descr="{title}"/>'
        f'<a:graphic xmlns:a="{_A}"><a:graphicData uri="{_C}">'
        f'<c:chart xmlns:c="{_C}" xmlns:r="{_R}" r:id="{link}"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
    )
    return paragraph(run(drawing, _PLACE), _PLACE)


def _chart(points: str, title: str) -> str:
    names = (
        f'{{% for 点 in {points} %}}<c:pt idx="{{{{ loop.index0 }}}}"><c:v>{{{{ 点.名 }}}}</c:v></c:pt>{{% endfor %}}'
    )
    numbers = names.replace("点.名", "点.值")
    count = f'<c:ptCount val="{{{{ {points}|length }}}}"/>'
    last = f"{{{{ {points}|length + 1 }}}}"
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<c:chartSpace xmlns:c="{_C}" xmlns:a="{_A}" xmlns:r="{_R}"><c:roundedCorners val="0"/><c:chart>'
        f"<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr>{_letters(1200, 'defRPr')}</a:pPr>"
        f"<a:r>{_letters(1200, 'rPr', 'lang=' + chr(34) + 'zh-CN' + chr(34) + ' ')}<a:t>{title}</a:t></a:r></a:p></c:rich></c:tx>"
        '<c:overlay val="0"/></c:title><c:autoTitleDeleted val="0"/><c:plotArea><c:layout/><c:barChart>'
        '<c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
        '<c:ser><c:idx val="0"/><c:order val="0"/>'
        f'<c:spPr><a:solidFill><a:srgbClr val="{_BAR}"/></a:solidFill></c:spPr><c:invertIfNegative val="0"/>'
        f"<c:dLbls>{_text_of(900)}<c:showLegendKey val=\"0\"/><c:showVal val=\"1\"/>"
        '<c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
        f"<c:cat><c:strRef><c:f>Sheet1!$A$2:$A${last}</c:f><c:strCache>{count}{names}</c:strCache></c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>Sheet1!$B$2:$B${last}</c:f><c:numCache><c:formatCode>General</c:formatCode>"
        f"{count}{numbers}</c:numCache></c:numRef></c:val></c:ser>"
        '<c:gapWidth val="60"/><c:axId val="11"/><c:axId val="12"/></c:barChart>'
        f"{_axis('catAx', 11, 12, 'b')}{_axis('valAx', 12, 11, 'l')}</c:plotArea>"
        '<c:plotVisOnly val="1"/></c:chart></c:chartSpace>'
    )  # fmt: skip


def _axis(kind: str, own: int, other: int, side: str) -> str:
    rest = '<c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="D9D9D9"/></a:solidFill></a:ln></c:spPr></c:majorGridlines>'
    whole = '<c:numFmt formatCode="0" sourceLinked="0"/>'
    return (
        f'<c:{kind}><c:axId val="{own}"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="{side}"/>{rest if kind == "valAx" else ""}{whole if kind == "valAx" else ""}'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        f'{_text_of(900)}<c:crossAx val="{other}"/><c:crosses val="autoZero"/></c:{kind}>'
    )


def _text_of(size: int) -> str:
    return (
        f'<c:txPr><a:bodyPr/><a:p><a:pPr>{_letters(size, "defRPr")}</a:pPr><a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'
    )


def _letters(size: int, element: str, more: str = "") -> str:
    return f'<a:{element} {more}sz="{size}" b="0"><a:latin typeface="{LATIN}"/><a:ea typeface="{BODY}"/></a:{element}>'
