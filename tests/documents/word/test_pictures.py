# SPDX-License-Identifier: MIT
"""Photos in papers: in the package, in the text, as large as their box; whatever is no photo leaves the box to glue."""

from __future__ import annotations

import io

import docx
import pytest
from docx.oxml.ns import qn
from PIL import Image

from tests.documents.conftest import DAY, changed, parts_of, texts
from tests.documents.volumes.reading import opened
from villagedesk.documents.facts.context import casefile_context, office_of
from villagedesk.documents.papers import chosen
from villagedesk.documents.volumes.volume import printed, volume_context
from villagedesk.documents.word.pictures import Picture, picture_of

MM = 36_000


def jpeg(width=900, height=1200, **how):
    out = io.BytesIO()
    Image.new("RGB", (width, height), "#88aacc").save(out, "JPEG", **how)
    return out.getvalue()


def register(case, photos):
    papers = chosen(["register"])
    context = casefile_context(case, office_of(case.village), DAY, photos.get)
    return printed(volume_context(context, papers, None), papers)[0][1]


@pytest.fixture
def shown(full):
    return changed(
        full,
        household=full.household.having(head_photo="head"),
        facts=full.facts.having(house_photo="house"),
    )


def test_both_photos_are_in_the_paper_within_their_boxes(shown):
    photos = {"head": jpeg(), "house": jpeg(1600, 1200)}
    content = register(shown, photos)
    parts = parts_of(content)
    assert (parts["word/media/photo1.jpeg"], parts["word/media/photo2.jpeg"]) == (photos["head"], photos["house"])
    shapes = opened(content).inline_shapes
    sizes = [(round(one.width / MM, 1), round(one.height / MM, 1)) for one in shapes]
    assert sizes == [(30.8, 41.0), (58.7, 44.0)]


def test_word_finds_the_photos_by_their_relation(shown):
    document = opened(register(shown, {"head": jpeg(), "house": jpeg()}))
    for blip in document.element.iter(qn("a:blip")):
        assert document.part.related_parts[blip.get(qn("r:embed"))].content_type == "image/jpeg"


def test_the_same_photo_gives_the_same_bytes(shown):
    photos = {"head": jpeg(), "house": jpeg()}
    assert register(shown, photos) == register(shown, photos)


@pytest.mark.parametrize(
    "content", [None, b"", b"\x89PNG\r\n", b"\xff\xd8\xff", b"\xff\xd8" + b"\xff" * 40, jpeg()[:30]]
)
def test_what_is_no_photo_leaves_the_box_empty(shown, content):
    made = register(shown, {"head": content, "house": content})
    assert "（户主照片）" in texts(made)
    assert not opened(made).inline_shapes
    assert not [name for name in parts_of(made) if "media" in name]


def test_without_a_photo_nothing_is_added_and_the_house_has_no_empty_row(full):
    made = register(full, {})
    assert "（户主照片）" in texts(made)
    assert "房屋照片" not in texts(made)


@pytest.mark.parametrize("how", [{}, {"progressive": True}])
def test_the_size_is_read_from_any_kind_of_jpeg(how):
    found = picture_of(1, "户主照片", jpeg(321, 123, **how))
    assert isinstance(found, Picture)
    assert (found.width, found.height) == (321, 123)


def test_a_template_that_gives_no_box_prints_the_usual_size(tmp_path):
    from villagedesk.documents.word.template import compile_template, render

    document = docx.Document()
    document.add_paragraph("{{ 照片.户主照片 }}")
    document.save(tmp_path / "a.docx")
    made = render(compile_template(tmp_path / "a.docx"), {"照片": {"户主照片": picture_of(1, '"<户主>', jpeg())}})
    (shape,) = docx.Document(io.BytesIO(made)).inline_shapes
    assert round(shape.width / MM, 1) == 37.5
