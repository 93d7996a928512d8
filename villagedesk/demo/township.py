# SPDX-License-Identifier: MIT
"""The demo township: three villages from the bundled rosters through the real importer, filled, merged, and printed."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from villagedesk import paths
from villagedesk.clock import FixedClock
from villagedesk.demo import CITY, COUNTY, MARK, NOW, PRACTICE_PASSPHRASE, PROVINCE, TOWNSHIP, TOWNSHIP_CODE, YEAR
from villagedesk.demo.filling import fill
from villagedesk.demo.scene import write
from villagedesk.demo.villages import VILLAGES, DemoVillage, identity_rows
from villagedesk.errors import Refused
from villagedesk.i18n import _, clauses, labelled
from villagedesk.services.opening.files import NewFile, create_village_file
from villagedesk.store.counts import statistics
from villagedesk.store.file import SUFFIX, Opening
from villagedesk.store.ids import SeededIds
from villagedesk.store.store import Author

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from villagedesk.documents.volumes.batch import Outcome
    from villagedesk.store.store import Store

    Check = Callable[[], None]
    Report = Callable[[int, int, str], None]

VOLUMES: Final = "案卷"
APART: Final = "村级文书"


@dataclass(slots=True)
class DemoResult:
    """What was made and where it lies."""

    files: list[Path] = field(default_factory=list)
    merged: int = 0
    volumes: Path | None = None
    apart: Path | None = None
    counts: dict[str, int] = field(default_factory=dict)
    printed: int = 0
    papers: int = 0
    village_papers: int = 0
    refused: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """For `--json`."""
        return {
            "files": [str(path) for path in self.files],
            "merged": self.merged,
            "volumes": str(self.volumes),
            "counts": self.counts,
            "printed": self.printed,
            "papers": self.papers,
            "apart": str(self.apart),
            "village_papers": self.village_papers,
            "refused": self.refused,
        }

    def lines(self) -> list[str]:
        """For people."""
        text = _("示范镇：{households}户、{members}人、{measures}条措施、{visits}次走访。全部为虚构。")
        lines = [text.format(**self.counts)]
        lines += [_("文件：{path}").format(path=path) for path in self.files]
        lines.append(_("示范镇的文件由三个村的文件合并而成：新增{count}条记录").format(count=self.merged))
        text = _("案卷：{printed}户、{papers}个Word文件，在 {path}")
        lines.append(text.format(printed=self.printed, papers=self.papers, path=self.volumes))
        text = _("会议记录、公示公告、退出核实表、台账文书和村级文书：{papers}个Word文件，在 {path}")
        lines.append(text.format(papers=self.village_papers, path=self.apart))
        lines += [_("没有打印 {reason}").format(reason=reason) for reason in self.refused]
        return lines


def make_demo(
    folder: Path,
    check: Check = lambda: None,
    report: Report = lambda done, total, text: None,
    *,
    passphrase: str = PRACTICE_PASSPHRASE,
) -> DemoResult:
    """Make the township's file, one file per village, and every printable volume, under `folder`.

    A demo made there before is replaced; anything else of the same name is not.

    Raises:
        Refused: a file of that name is not a demo.
        Cancelled: from `check`.
        UnsafeDrive, CannotWrite: see `store.file.create_file`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    made = DemoResult(volumes=folder / VOLUMES, apart=folder / APART)
    try:
        _make(folder, made, passphrase, check, report)
    except BaseException:
        for path in made.files:  # a demo with half its villages would pass for a whole one
            path.unlink(missing_ok=True)
        raise
    return made


def _make(folder: Path, made: DemoResult, passphrase: str, check: Check, report: Report) -> None:
    for village in VILLAGES:
        path = folder / f"{village.name}{SUFFIX}"
        forget_demo(path, passphrase)
        with make_file(path, (village,), passphrase, check=check, report=report) as store:
            made.files.append(store.path)
    path = folder / f"{TOWNSHIP}{SUFFIX}"
    forget_demo(path, passphrase)
    with create_village_file(path, passphrase, _wanted(VILLAGES), opening_of_demo(TOWNSHIP)) as store:
        villages, made.files = made.files, [store.path, *made.files]
        made.merged = merge_villages(store, villages, check, report)
        made.counts = statistics(store)
        _print(store, made, check, report)
        made.village_papers = print_apart(store, folder / APART, check)


def merge_villages(
    store: Store,
    files: Sequence[Path],
    check: Check = lambda: None,
    report: Report = lambda done, total, text: None,
) -> int:
    """Merge the villages' files as a township does; returns how many records were new.

    Raises:
        Refused: a file was not taken: a township without one of its villages would pass for a whole one.
        Cancelled: from `check`.
    """
    from villagedesk.merge.applying import apply_merge
    from villagedesk.merge.gathering import gather
    from villagedesk.merge.incoming import private_folder
    from villagedesk.merge.plan import plan_merge

    with private_folder() as folder:
        gathered = gather(store, files, folder, (), check, report)
        merged = apply_merge(store, plan_merge(store, gathered, check=check), check=check, with_backup=False)
    refused = [file.refused for file in merged.report.files if file.refused]
    if refused:
        raise Refused(refused[0])
    return sum(one.total("new") for one in merged.report.files)


def make_file(path: Path, found: Sequence[DemoVillage], passphrase: str, *, check: Check, report: Report) -> Store:
    """Make one demo file with these villages and return it open; an unfinished one is taken away."""
    store = create_village_file(path, passphrase, _wanted(found), opening_of_demo(path.stem))
    try:
        with store.change(f"{MARK}：建立各村", "demo") as change:
            write(store, change, [row for village in found for row in identity_rows(village)])
        for village in found:
            import_roster(store, village, check, report)
        fill(store, found, check, report)
    except BaseException:
        store.close()
        path.unlink(missing_ok=True)
        raise
    return store


def opening_of_demo(seed: str) -> Opening:
    """A clock that stands still, ids from a seed and a fixed author: the same call makes the same file."""
    return Opening(Author(MARK, MARK), clock=FixedClock(NOW), new_id=SeededIds(f"{MARK} {seed}"))


def _wanted(found: Sequence[DemoVillage]) -> NewFile:
    if len(found) > 1:
        return NewFile("township", TOWNSHIP, TOWNSHIP_CODE, YEAR)
    village = found[0]
    return NewFile("village", village.name, village.code, YEAR, TOWNSHIP, COUNTY, CITY, PROVINCE)


def import_roster(store: Store, village: DemoVillage, check: Check, report: Report) -> None:
    """Bring the village's roster in as an official would; what the importer refuses stays out, and shows red."""
    from villagedesk.sheets.columns import find_layout
    from villagedesk.sheets.reading import read_workbook
    from villagedesk.sheets.roster import apply_roster, dated, plan_roster

    roster = paths.resources() / "demo" / "rosters" / village.roster
    sheets = read_workbook(roster)
    layout = replace(dated(sheets, find_layout(sheets), roster), derive=False)  # `living` says how each left poverty
    plan = plan_roster(store, sheets, layout, year=YEAR, check=check, report=report)
    apply_roster(store, plan, label=_("导入花名册：{name}").format(name=roster.name), check=check, report=report)


def _print(store: Store, made: DemoResult, check: Check, report: Report) -> None:
    from villagedesk.documents.volumes.batch import Order, print_volumes

    if made.volumes is None:
        return
    for village in VILLAGES:
        order = Order(
            households=tuple(_households_of(store, village)),
            year=YEAR,
            target=made.volumes / village.name,
            papers=(),
            draft=False,
            document_date=NOW.date(),
        )
        outcome = print_volumes(store, order, check=check, report=report)
        _add(made, village, outcome)


def print_apart(store: Store, folder: Path, check: Check = lambda: None) -> int:
    """Of the village whose exit is told: its meetings and notices, the sheets of its exit and of its households', its report.

    And papers of its books (台账): see `_print_books`.

    Returns:
        How many papers there are.
    """
    from villagedesk.documents.papers import VILLAGE_EXIT, VILLAGE_REGISTER, VILLAGE_REPORT
    from villagedesk.documents.public.gatherings import make_papers, write_papers
    from villagedesk.documents.village.printing import VillageOrder, print_village_paper
    from villagedesk.services.papers.gatherings import gathered

    count = 0
    for village in (one for one in VILLAGES if one.exit_told):
        into = folder / village.name
        meetings, notices = gathered(store, [village.id])
        made = make_papers(store, [*meetings, *notices], check=check)
        write_papers(store, made, into / "会议与公示")
        of_village = ((VILLAGE_REGISTER, village.exit_year), (VILLAGE_EXIT, village.exit_year), (VILLAGE_REPORT, YEAR))
        for paper, year in of_village:
            print_village_paper(store, VillageOrder(paper, village.id, year, into), check)
        count += len(made.papers) + len(of_village) + _print_exits(store, village, into, check)
        count += _print_books(store, village, into / "台账文书", check)
    return count


def _print_books(store: Store, village: DemoVillage, into: Path, check: Check) -> int:
    """What became of its notices about money, and the files of the persons in special hardship who were taken in."""
    from villagedesk.documents.registers.declared import register_paper
    from villagedesk.documents.registers.making import BookOrder, make_book_papers
    from villagedesk.documents.registers.writing import write_book_papers
    from villagedesk.models.catalogue.organisations import MoneyNotice
    from villagedesk.models.catalogue.special import Special
    from villagedesk.store import reads

    ended = [one.id for one in reads.of_owner(store, MoneyNotice, village.id) if one.taken_down]
    taken_in = [one.id for one in reads.of_owner(store, Special, village.id) if one.archive_no]
    count = 0
    for key, records in (("money_report", ended), ("special_file", taken_in)):
        order = BookOrder((register_paper(key),), village.id, tuple(records), YEAR)
        papers = make_book_papers(store, order, check) if records else ()
        write_book_papers(store, papers, into, check=check)
        count += len(papers)
    return count


def _print_exits(store: Store, village: DemoVillage, into: Path, check: Check) -> int:
    """The sheets of those who were to leave poverty, in the years in which it was decided."""
    from villagedesk.documents.volumes.batch import Order, print_volumes
    from villagedesk.services.procedure.procedures import facts_of

    years: dict[int, list[str]] = {}
    for household, procedures in facts_of(store, _households_of(store, village)).items():
        for one in procedures:
            if one.template is not None and one.template.kind == "exit" and isinstance(one.process.year, int):
                years.setdefault(one.process.year, []).append(household)
    count = 0
    for year, households in sorted(years.items()):
        order = Order(tuple(households), year, into / f"{year}年退出", ("exit_check",), document_date=NOW.date())
        count += print_volumes(store, order, check=check).files
    return count


def _households_of(store: Store, village: DemoVillage) -> list[str]:
    from villagedesk.store.households import Query, ids

    return ids(store, Query(filters=(("village", village.name),)))


def _add(made: DemoResult, village: DemoVillage, outcome: Outcome) -> None:
    made.printed += len(outcome.written)
    made.papers += outcome.files
    for refusal in outcome.refused:
        reasons = clauses(problem.text() for problem in refusal.problems)
        made.refused.append(labelled(f"{village.name} {refusal.label}", reasons))


def forget_demo(path: Path, passphrase: str) -> None:
    """Take an earlier demo file away.

    Raises:
        Refused: the file is none of ours, or has another passphrase; it stays.
    """
    from villagedesk.services.opening.files import open_village_file

    if not path.exists():
        return
    with suppress(Refused), open_village_file(path, passphrase, Opening(any_drive=True)) as store:
        demo = bool(store.info.lineage == opening_of_demo(path.stem).new_id())
        store.close()
        if demo:
            path.unlink()
            return
    raise Refused(_("“{name}”已经存在，而且不是示范文件，没有覆盖。请换一个文件夹。").format(name=path.name))
