# SPDX-License-Identifier: MIT
"""What is told of a merge, before it (preview) and after it: the same numbers, from the same transaction.

It is kept with the merge in the file; it holds counts, file names and names of places, never facts of persons.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING

from villagedesk.i18n import _, listed
from villagedesk.models.catalogue.registry import ENTITIES
from villagedesk.models.values.show import entity_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from villagedesk.merge.gathering import Refusal
    from villagedesk.merge.reading import Delivered
    from villagedesk.store.arrivals import Taken

COLUMNS = ("read", "new", "changed", "removed", "restored", "same")


@dataclass(frozen=True, slots=True)
class FileReport:
    """One received file.

    Attributes:
        sealed: whether the program exported it (with a hash of its contents), or it was copied by hand.
        returned: whether it was exported by 返回村里, and not by 上报.
        last: when the copy had been written last, by the clock of the computer it comes from.
        rows: entity → how many rows were read, and what became of them here; `read` is the sum of the others.
        conflicts: cells that wait for a decision because of it.
        violations: findings about the merged households that were not there before.
        outside: households of other villages that it wrote about, in `outside_changes` changes; of the first of these
            `outside_names` are kept with the merge, and `outside_lines`, in words, never (`merge.outside`);
            `outside_hidden` are those lines with numbers and birthdays masked, for what leaves the program.
        kept_out: changes about persons who were erased here on request; they were not written.
        refused: why it was not merged; the numbers are zero then.
    """

    name: str
    village: str = ""
    code: str = ""
    sealed: bool = False
    returned: bool = False
    last: str = ""
    batches: int = 0
    changes: int = 0
    rows: dict[str, dict[str, int]] = field(default_factory=dict)
    conflicts: int = 0
    violations: int = 0
    outside: int = 0
    outside_changes: int = 0
    outside_names: list[str] = field(default_factory=list)
    outside_lines: list[str] = field(default_factory=list)
    outside_hidden: list[str] = field(default_factory=list)
    kept_out: int = 0
    sha256: str = ""
    refused: str = ""

    @property
    def nothing_new(self) -> bool:
        """Whether it was read and everything in it was here already."""
        return not (self.refused or self.batches or self.changes)

    def total(self, column: str) -> int:
        """A column over all sorts of rows."""
        return sum(counts[column] for counts in self.rows.values())


@dataclass(frozen=True, slots=True)
class Report:
    """One merge, or what one would be."""

    files: tuple[FileReport, ...]

    @property
    def nothing_new(self) -> bool:
        """Whether no file brings anything."""
        return all(one.nothing_new or one.refused for one in self.files)

    def hidden(self) -> Report:
        """The report as it is saved and printed: of changes to other villages' households numbers are masked."""
        return Report(tuple(replace(one, outside_lines=one.outside_hidden) for one in self.files))

    def to_json(self) -> str:
        """As kept with the merge."""
        kept = [asdict(replace(one, outside_lines=[], outside_hidden=[])) for one in self.files]
        return json.dumps(kept, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Report:
        """As it was kept."""
        return cls(tuple(FileReport(**one) for one in json.loads(text)))

    def lines(self) -> Iterator[str]:
        """The report in sentences, file by file, to be printed or shown."""
        for one in self.files:
            yield from _file_lines(one)
        merged = [one for one in self.files if not one.refused]
        sums = {
            column: sum(one.total(column) for one in merged) for column in COLUMNS if column not in {"read", "same"}
        }
        conflicts = sum(one.conflicts for one in merged)
        told = (
            _("{count}个文件").format(count=len(merged)),
            *_happened(sums),
            _("待裁决{count}处").format(count=conflicts),
        )
        yield _("合计：{told}。").format(told=listed(told))


def file_report(delivered: Delivered, taken: Taken, village: str) -> FileReport:
    """What a delivery brought."""
    found = taken.difference
    rows = {}
    for entity in ENTITIES:
        read = delivered.rows.get(entity, 0)
        told = {
            "new": found.new[entity],
            "changed": found.changed[entity],
            "removed": found.removed[entity],
            "restored": found.restored[entity],
        }
        if read or any(told.values()):
            rows[entity] = {"read": read, **told, "same": read - sum(told.values())}
    return FileReport(
        name=delivered.incoming.source.name,
        village=village or delivered.info.name,
        code=delivered.info.code,
        sealed=delivered.seal is not None,
        returned=delivered.is_return,
        last=delivered.last,
        batches=taken.batches,
        changes=taken.changes,
        rows=rows,
        conflicts=len(found.contested),
        kept_out=taken.kept_out,
        sha256=delivered.incoming.sha256,
    )


def refused_file(refusal: Refusal) -> FileReport:
    """A file that could not be read, or was left out."""
    return FileReport(name=refusal.source.name, refused=refusal.text)


def _file_lines(one: FileReport) -> Iterator[str]:
    if one.refused:
        yield _("{name}：没有合并。{reason}").format(name=one.name, reason=one.refused)
        return
    sort = _("乡镇返回的文件") if one.returned else (_("上报文件") if one.sealed else _("直接复制的文件"))
    head = _("{name}：{village}（{code}），{sort}，最后保存于{last}")
    yield head.format(name=one.name, village=one.village, code=one.code, sort=sort, last=one.last or _("（空）"))
    if one.nothing_new:
        yield _("  没有新内容：其中的{read}条记录本文件都已有。").format(read=one.total("read"))
        return
    for entity, counts in one.rows.items():
        yield _row_line(entity_name(ENTITIES[entity]), counts)
    yield _("  待裁决{conflicts}处，新出现的疑点{violations}条").format(
        conflicts=one.conflicts, violations=one.violations
    )
    if one.kept_out:
        yield _("  含已按申请删除的资料{count}条，没有写入").format(count=one.kept_out)
    if one.outside:
        yield _("  改动了其他村的户{count}户，共{changes}处，请与该村核对：").format(
            count=one.outside, changes=one.outside_changes
        )
        yield from (f"    {line}" for line in one.outside_lines)
        left = one.outside_changes - len(one.outside_lines)
        if left > 0:
            yield _("    另有{count}处没有列出，请到有关户的修改记录里查看").format(count=left)


def _row_line(kind: str, counts: dict[str, int]) -> str:
    """What was read of one kind of record and what became of it."""
    told = (_("读到{count}").format(count=counts["read"]), *_happened(counts))
    return _("  {kind}：{told}").format(kind=kind, told=listed(told))


def _happened(counts: dict[str, int]) -> list[str]:
    """What became of rows; what did not happen is not named."""
    words = {
        "new": _("新增{count}"),
        "changed": _("修改{count}"),
        "removed": _("删除{count}"),
        "restored": _("恢复{count}"),
        "same": _("相同{count}"),
    }
    return [text.format(count=counts[column]) for column, text in words.items() if counts.get(column)]
