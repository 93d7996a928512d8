# SPDX-License-Identifier: MIT
"""Photos are made small and freed of what the camera wrote beside them; what is no photo is refused in words."""

from __future__ import annotations

import hashlib
import io
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from villagedesk.errors import EnvironmentProblem, Refused
from villagedesk.services.keeping import pictures

if TYPE_CHECKING:
    from pathlib import Path

    from villagedesk.store.store import Store

ORIENTATION, GPS = 0x0112, 0x8825


def photo(path: Path, size: tuple[int, int], **options: object) -> Path:
    Image.effect_noise(size, 60).convert("RGB").save(path, **options)  # type: ignore[arg-type]
    return path


def opened(store: Store, digest: str) -> Image.Image:
    content = pictures.load_picture(store, digest)
    assert content is not None
    return Image.open(io.BytesIO(content))


def test_a_large_photo_is_shrunk_to_1600_pixels_and_keeps_its_shape(store: Store, tmp_path: Path) -> None:
    kept = opened(store, pictures.keep_picture(store, photo(tmp_path / "大.png", (3200, 2000))))
    assert kept.format == "JPEG"
    assert kept.size == (1600, 1000)


def test_a_small_photo_is_not_blown_up(store: Store, tmp_path: Path) -> None:
    assert opened(store, pictures.keep_picture(store, photo(tmp_path / "小.png", (90, 60)))).size == (90, 60)


def test_place_time_and_device_are_taken_off_and_the_photo_stands_upright(store: Store, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = 6  # held on its side
    exif[0x010F] = "照相机厂"
    exif.get_ifd(GPS)[1] = "N"
    source = photo(tmp_path / "手机.jpg", (400, 200), exif=exif)
    kept = opened(store, pictures.keep_picture(store, source))
    assert kept.size == (200, 400)
    assert not kept.getexif()
    assert "exif" not in kept.info


def test_the_same_photo_twice_is_kept_once(store: Store, tmp_path: Path) -> None:
    source = photo(tmp_path / "一.png", (300, 200))
    assert pictures.keep_picture(store, source) == pictures.keep_picture(store, source)
    assert store.value("SELECT count(*) FROM picture") == 1


def test_a_transparent_picture_gets_a_white_ground(store: Store, tmp_path: Path) -> None:
    Image.new("RGBA", (20, 20), (255, 0, 0, 0)).save(tmp_path / "透明.png")
    kept = opened(store, pictures.keep_picture(store, tmp_path / "透明.png"))
    assert min(kept.convert("L").tobytes()) > 250


@pytest.mark.parametrize("content", [b"", b"plain text", b"\x89PNG\r\n\x1a\n broken", b"\xff\xd8\xff\xe0 broken"])
def test_what_is_no_photo_is_refused_by_name(store: Store, tmp_path: Path, content: bytes) -> None:
    source = tmp_path / "坏照片.jpg"
    source.write_bytes(content)
    with pytest.raises(Refused, match="坏照片"):
        pictures.keep_picture(store, source)
    assert store.value("SELECT count(*) FROM picture") == 0


@pytest.mark.parametrize(
    ("kind", "filled"), [("JPEG", False), ("JPEG", True), ("PNG", False), ("PNG", True), ("WEBP", False)]
)
def test_half_a_picture_is_refused_before_anything_is_kept(
    store: Store, tmp_path: Path, kind: str, filled: bool
) -> None:
    whole = photo(tmp_path / f"传了一半.{kind.lower()}", (600, 400), format=kind)
    content = whole.read_bytes()
    half = content[: len(content) // 2]
    whole.write_bytes(half + bytes(len(content) - len(half)) * filled)
    with pytest.raises(Refused, match=r"“传了一半.*(不完整|已损坏)"):
        pictures.keep_picture(store, whole)
    assert store.value("SELECT count(*) FROM picture") == 0


HOW = {"plain": {}, "in several scans": {"progressive": True}, "with marks": {"restart_marker_rows": 1}}


@pytest.mark.parametrize("how", HOW.values(), ids=HOW)
@pytest.mark.parametrize("part", [0.2, 0.99])
def test_an_end_that_was_put_behind_a_part_of_a_photo_makes_it_no_whole_one(
    store: Store, tmp_path: Path, how: dict[str, object], part: float
) -> None:
    source = photo(tmp_path / "修过.jpg", (600, 400), **how)
    content = source.read_bytes()
    kept = pictures.keep_picture(store, source)
    assert pictures.load_whole(store, kept)
    ended = content[: int(len(content) * part)] + b"\xff\xd9"
    source.write_bytes(ended)
    with pytest.raises(Refused, match=r"“修过.*(不完整|已损坏)"):
        pictures.keep_picture(store, source)
    assert not pictures.is_whole(hashlib.sha256(ended).hexdigest(), ended), "as it may come with a file of others"
    assert pictures.is_whole(hashlib.sha256(content).hexdigest(), content)


@pytest.mark.parametrize("colour", ["white", "black", "gray"])
def test_a_photo_of_nothing_but_one_colour_is_whole(store: Store, tmp_path: Path, colour: str) -> None:
    Image.new("RGB", (300, 200), colour).save(tmp_path / "空白.jpg")
    assert pictures.load_whole(store, pictures.keep_picture(store, tmp_path / "空白.jpg"))


def test_a_photo_with_a_small_one_inside_and_something_behind_its_end_is_whole(store: Store, tmp_path: Path) -> None:
    """As many telephones write them: a preview among the facts of the camera, and films behind the picture."""
    small = io.BytesIO()
    Image.effect_noise((64, 48), 60).convert("RGB").save(small, "JPEG")
    source = photo(tmp_path / "手机.jpg", (400, 300), exif=b"Exif\0\0" + small.getvalue())
    source.write_bytes(source.read_bytes() + b"film" * 1_000)
    digest = pictures.keep_picture(store, source)
    assert pictures.load_whole(store, digest) == pictures.load_picture(store, digest)
    source.write_bytes(source.read_bytes()[: len(small.getvalue()) + 2_000])  # only the small one is whole
    with pytest.raises(Refused, match="不完整"):
        pictures.keep_picture(store, source)


def test_a_picture_that_claims_billions_of_pixels_is_refused_before_it_is_unpacked(
    store: Store, tmp_path: Path
) -> None:
    head = b"GIF89a" + (60_000).to_bytes(2, "little") * 2 + b"\x80\x00\x00" + bytes(6)
    image = b"," + bytes(4) + (60_000).to_bytes(2, "little") * 2 + b"\x00\x02\x02\x44\x01\x00;"
    (tmp_path / "炸弹.gif").write_bytes(head + image)
    with pytest.raises(Refused, match="炸弹"):
        pictures.keep_picture(store, tmp_path / "炸弹.gif")


def test_a_file_that_is_not_there_is_told_as_the_drives_fault(store: Store, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem, match="没了"):
        pictures.keep_picture(store, tmp_path / "没了.jpg")


def test_an_enormous_file_is_not_read(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "LARGEST", 10)
    with pytest.raises(Refused, match="超过"):
        pictures.keep_picture(store, photo(tmp_path / "大.png", (50, 50)))
