# SPDX-License-Identifier: MIT
"""Making and opening village and township files."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from villagedesk.clock import system_clock
from villagedesk.errors import Refused
from villagedesk.i18n import _, bare
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.services.opening.backups import backup_before_upgrade
from villagedesk.store import file, reads
from villagedesk.store.file import SUFFIX, Opening
from villagedesk.store.ids import derived_id
from villagedesk.store.store import FileInfo

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from villagedesk.models.catalogue.spec import Value
    from villagedesk.store.store import Store

FIRST_YEAR, LAST_YEAR = 2013, 2050
CODE_DIGITS = {"village": 12, "township": 9}
_ABOVE = ("township", "county", "city", "province")


class NewFile(NamedTuple):
    """What a new file is for.

    Attributes:
        scope: "village" or "township".
        name: e.g. 清溪村.
        code: division code, 12 digits for a village, 9 for a township.
        year: the year to work on.
        township, county, city, province: where the village lies, for the papers; may be empty.
    """

    scope: str
    name: str
    code: str
    year: int
    township: str = ""
    county: str = ""
    city: str = ""
    province: str = ""


def check_new_file(wanted: NewFile) -> None:
    """Refuse what a file cannot be made for; the sentence names field, value, rule and remedy."""
    wanted = _as_kept(wanted)
    name = wanted.name
    if not name:
        raise Refused(_("村名或乡镇名没有填写，请填写，如“清溪村”。"))
    if len(name) > 40:
        raise Refused(_("名称“{name}”太长，最多40个字。").format(name=name))
    digits = CODE_DIGITS[wanted.scope]
    if not wanted.code:
        raise Refused(_("行政区划代码没有填写，请填写{digits}位的统计用区划代码。").format(digits=digits))
    if not re.fullmatch(rf"\d{{{digits}}}", wanted.code, re.ASCII):
        text = _("行政区划代码“{code}”应为{digits}位数字（村12位，乡镇9位），请查统计用区划代码。")
        raise Refused(text.format(code=wanted.code, digits=digits))
    if not FIRST_YEAR <= wanted.year <= LAST_YEAR:
        text = _("年度“{year}”应在{first}到{last}之间。")
        raise Refused(text.format(year=wanted.year, first=FIRST_YEAR, last=LAST_YEAR))


def _as_kept(wanted: NewFile) -> NewFile:
    """The texts as they will be kept, without control characters; Refused where one cannot be kept at all."""
    from villagedesk.models.values import parse  # an existing file opens without it

    kept: dict[str, Any] = {}
    for key in ("name", *_ABOVE):
        reading = parse.read(field_spec(f"village.{key}"), getattr(wanted, key), today=system_clock().date())
        if not reading.kept:
            complaint = bare(reading.problems[0].text())
            raise Refused(_("{complaint}。没有建立文件。").format(complaint=complaint))
        kept[key] = str(reading.value or "")
    return wanted._replace(**kept)


def create_village_file(path: Path, passphrase: str, wanted: NewFile, opening: Opening | None = None) -> Store:
    """Make a new file; one for a village already knows its village.

    Raises:
        Refused: see `check_new_file`; and what `store.file.create_file` raises.
    """
    check_new_file(wanted)
    wanted = _as_kept(wanted)
    if path.suffix != SUFFIX:
        path = path.with_name(path.name + SUFFIX)
    info = FileInfo("", wanted.scope, wanted.name, wanted.code, wanted.year)
    store = _guarded(file.create_file(path, passphrase, info, _with_backup(opening)))
    if wanted.scope == "village":
        values: dict[str, Value] = {"name": info.name, "code": info.code}
        values |= {key: getattr(wanted, key) for key in _ABOVE if getattr(wanted, key)}
        with store.change(_("建立村档：{name}").format(name=info.name), "create") as change:
            change.put("village", village_id(info.code), values)
    return store


def open_village_file(path: Path, passphrase: str, opening: Opening | None = None) -> Store:
    """Open a file; an older one is upgraded after a verified backup. Raises what `store.file.open_file` raises."""
    return _guarded(file.open_file(path, passphrase, _with_backup(opening)))


def _guarded(store: Store) -> Store:
    """Whatever is written from now on respects locked years, the export log and what editions can be; a worker's connection does too."""
    store.guards += [_refuse_locked, _refuse_rewriting, _refuse_editions]
    return store


def _refuse_locked(store: Store, batch: int) -> None:
    from villagedesk.services.keeping.locking import refuse_locked  # a start writes nothing (ADR 9)

    refuse_locked(store, batch)


def _refuse_rewriting(store: Store, batch: int) -> None:
    from villagedesk.services.keeping.exportlog import refuse_rewriting  # as above

    refuse_rewriting(store, batch)


def _refuse_editions(store: Store, batch: int) -> None:
    from villagedesk.store.editions import touched

    if touched(store, batch):
        from villagedesk.services.procedure.editions import refuse_editions  # as above

        refuse_editions(store, batch)


def _with_backup(opening: Opening | None) -> Opening:
    return (opening or Opening())._replace(before_upgrade=backup_before_upgrade)


def open_for_worker(store: Store) -> Store:
    """A second connection for a worker thread."""
    return file.open_again(store)


def village_id(code: str) -> str:
    """The id of the village with this division code, the same in every file."""
    return derived_id("village", code)


def set_working_year(store: Store, year: int) -> None:
    """Work on another year from now on; Refused if it is outside 2013–2050."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        text = _("年度“{year}”应在{first}到{last}之间。")
        raise Refused(text.format(year=year, first=FIRST_YEAR, last=LAST_YEAR))
    file.set_year(store, year)


@contextmanager
def looking_at(store: Store, year: int) -> Iterator[None]:
    """Look at another year for a while; the file's working year stays what it is, also in the file."""
    before = store.info
    store.info = before._replace(year=year)
    try:
        yield
    finally:
        store.info = before


def villages(store: Store) -> dict[str, str]:
    """The villages in the file: id → name, by division code."""
    from villagedesk.models.catalogue.place import Village

    return {one.id: one.name or "" for one in reads.where(store, Village, order="code, id")}
