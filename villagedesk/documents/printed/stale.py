# SPDX-License-Identifier: MIT
"""Which printed papers are out of date (过期文书): what would be printed today, as of the day that stands on the paper, differs.

Asked in three steps, the cheap ones first: whether anything of the household was written since it was looked at last
(`store.since`); whether a value that the paper's template mentions is another; and only then whether the paper, filled in
again, has other contents. What was found is kept in the file as this office's own note: no fact, and it never travels.
"""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from villagedesk.documents.binder.facing import Facing
from villagedesk.documents.binder.spans import Span, load_spans
from villagedesk.documents.facts.concerned import all_filed, concerning
from villagedesk.documents.facts.contexts import Contexts
from villagedesk.documents.facts.meanings import as_written
from villagedesk.documents.facts.placeholders import CAPITALS, GROUPS, LAST_YEAR, OPTIONS, fields_of
from villagedesk.documents.papers import BY_KEY, PAPERS, chosen
from villagedesk.documents.printed import remembered
from villagedesk.documents.volumes.leaves import Leaf
from villagedesk.documents.volumes.verdicts import Verdict, verdict_of
from villagedesk.documents.volumes.volume import facts_of, volume_context
from villagedesk.documents.word.mentions import COUNT, EACH, WHETHER
from villagedesk.i18n import _, labelled, listed
from villagedesk.models.catalogue.registry import ENTITIES, entity_spec
from villagedesk.models.catalogue.spec import Scope
from villagedesk.models.values.show import entity_name, label_of
from villagedesk.services.papers import archiving
from villagedesk.services.papers.printing import newest
from villagedesk.store import counts, since

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from villagedesk.models.casefile import CaseFile
    from villagedesk.models.catalogue.archive import Filing
    from villagedesk.models.catalogue.printing import BookPrint, PrintedPaper
    from villagedesk.store.store import Store

_TOPIC: Final = "printed-papers"
_TOGETHER: Final = 20  # households in one step


class Standing(NamedTuple):
    """A printed paper and how it stands; `changed` names the values that are others (`mentions`)."""

    row: PrintedPaper
    verdict: Verdict
    changed: tuple[str, ...] = ()


class BookStanding(NamedTuple):
    """A printed paper of no household and how it stands; `changed` are the things on it that are others, in words."""

    row: BookPrint
    verdict: Verdict
    changed: tuple[str, ...] = ()


class Review(NamedTuple):
    """What is to be looked at.

    Attributes:
        place: where the log stood (`store.since`).
        pending: household → its papers that have to be looked at, in the order of the list.
        known: of the others, what was found before.
    """

    place: str
    pending: dict[str, list[PrintedPaper]]
    known: list[Standing]


def begin(store: Store) -> Review:
    """What of the printed papers has to be looked at, and what is known already."""
    place = since.place(store)
    households = counts.live_households(store)
    rows: dict[str, list[PrintedPaper]] = {}
    for (household, *_rest), row in newest(store, households).items():
        rows.setdefault(household, []).append(row)
    order = [household for household in households if household in rows]
    kept = remembered.kept(store, _TOPIC, PAPERS)
    touched = since.touched_since(store, kept["place"]) if kept else None
    if kept is None or touched is None:
        return Review(place, {household: rows[household] for household in order}, [])
    said = kept["stale"]
    touched |= _clashing(store, rows) ^ set(kept.get("clashing", ()))  # the papers of a binder say so
    pending = {household: rows[household] for household in order if household in touched}
    known = [
        Standing(row, Verdict(said[row.id][0]), tuple(said[row.id][1]))
        if row.id in said
        else Standing(row, Verdict.FRESH)
        for household in order
        if household not in touched
        for row in rows[household]
    ]
    return Review(place, pending, known)


def keep(store: Store, place: str, found: Sequence[Standing]) -> None:
    """Keep what was found of all papers, so that the next time only what changes is looked at."""
    if store.read_only:
        return
    stale = {one.row.id: [one.verdict, list(one.changed)] for one in found if one.verdict is not Verdict.FRESH}
    rows: dict[str, list[PrintedPaper]] = {}
    for one in found:
        rows.setdefault(one.row.household or "", []).append(one.row)
    content = {"place": place, "stale": stale, "clashing": sorted(_clashing(store, rows))}
    remembered.keep(store, _TOPIC, PAPERS, content)


def _clashing(store: Store, rows: Mapping[str, Iterable[PrintedPaper]]) -> frozenset[str]:
    """Of these households, those whose binder has a number that another household has too.

    Another's change can make that and mend it.
    """
    ways = {(row.year, row.bound) for some in rows.values() for row in some if row.bound and isinstance(row.year, int)}
    if not ways:
        return frozenset()
    villages = set(archiving.places_of(store, rows).values())
    found = (
        archiving.clashes(store, village, mode, year)
        for village in villages
        for year, mode in ways
        if isinstance(year, int)
    )
    return frozenset(one for clashes in found for clash in clashes for one in clash.households if one in rows)


def review(
    store: Store,
    check: Callable[[], None] = lambda: None,
    report: Callable[[int, int, str], None] = lambda _done, _total, _text: None,
) -> list[Standing]:
    """How every printed paper of the file stands, in the order of the households, then of the papers.

    Raises:
        Cancelled: by `check`, called before every few households.
    """
    found = begin(store)
    fresh: list[Standing] = []
    for done, part in enumerate(parts(found.pending)):
        check()
        fresh += judged(store, part)
        report(min((done + 1) * _TOGETHER, len(found.pending)), len(found.pending), "")
    everything = in_order(store, [*found.known, *fresh])
    keep(store, found.place, everything)
    return everything


def parts(pending: Mapping[str, list[PrintedPaper]]) -> Iterator[dict[str, list[PrintedPaper]]]:
    """The households, some at a time."""
    ids = list(pending)
    for start in range(0, len(ids), _TOGETHER):
        yield {household: pending[household] for household in ids[start : start + _TOGETHER]}


def in_order(store: Store, found: Iterable[Standing]) -> list[Standing]:
    """By household as the list has them, the newest year first, then as papers are bound."""
    places = {household: place for place, household in enumerate(counts.live_households(store))}

    def order(one: Standing) -> tuple[int, int, int]:
        paper = BY_KEY.get(one.row.paper or "")
        year = one.row.year if isinstance(one.row.year, int) else 0
        return places.get(one.row.household or "", len(places)), -year, paper.order if paper else len(PAPERS) + 1

    return sorted(found, key=order)


def judged(store: Store, rows: Mapping[str, Sequence[PrintedPaper]]) -> list[Standing]:
    """How these papers of these households stand; those of households that are gone are left out."""
    years: dict[int, dict[str, list[PrintedPaper]]] = {}
    for household, some in rows.items():
        for row in some:
            if isinstance(row.year, int):
                years.setdefault(binder_year(row), {}).setdefault(household, []).append(row)
    contexts = Contexts(store)
    found: list[Standing] = []
    for year, of_year in years.items():
        binders = Facing(store, year)
        filings = archiving.filings_of(store, list(of_year), year)
        whole = {one for one, some in of_year.items() if any(row.volume_year for row in some)}
        for span in load_spans(store, list(of_year), year, partial(_among, whole)):
            household = span.case.household.id
            own = of_year[household]
            found += of_case(span.asked, [row for row in own if not row.bound], contexts)
            found += of_binder(span, [row for row in own if row.bound], binders, filings.get(household, {}))
    return found


def binder_year(row: PrintedPaper) -> int:
    """The year of what a paper was printed with: its own, but in a volume that holds several."""
    found = row.volume_year or row.year
    return found if isinstance(found, int) else 0


def _among(households: Collection[str], case: CaseFile) -> bool:
    return case.household.id in households


def of_case(case: CaseFile, rows: Iterable[PrintedPaper], contexts: Contexts) -> Iterator[Standing]:
    """How papers of one case file stand. Those that were printed together share their context."""
    days: dict[str, dict[str, Any]] = {}
    together: dict[tuple[str, str], list[PrintedPaper]] = {}
    for row in rows:
        together.setdefault((row.dated or "", row.ordered or ""), []).append(row)
    for (day, ordered), some in together.items():
        if day not in days:
            days[day] = contexts.of(case, dt.date.fromisoformat(day) if day else dt.date(case.year, 12, 31))
        wanted = chosen(key for key in ordered.split() if key in BY_KEY)
        papers = concerning(case, wanted, days[day])
        context = volume_context(days[day], papers, None, whole=all_filed(wanted))
        facts = {Leaf(paper.key, case.year): facts_of(paper, context) for paper in papers}
        for row in some:
            yield _judge(row, facts)


def of_binder(
    span: Span, rows: Iterable[PrintedPaper], binders: Facing, filings: Mapping[str, Filing]
) -> Iterator[Standing]:
    """The same of papers that were printed in a binder, which also says numbers, retentions and what is missing."""
    facts: dict[tuple[str, str, bool], Mapping[Leaf, dict[str, Any]]] = {}
    for row in rows:
        mode, day = row.bound or "", row.dated or dt.date(span.asked.year, 12, 31).isoformat()
        key = mode, day, bool(row.volume_year)
        if key not in facts:
            facts[key] = binders.as_of(span if row.volume_year else Span(span.asked), mode, filings, day).facts
        yield _judge(row, facts[key])


def _judge(row: PrintedPaper, printed: Mapping[Leaf, dict[str, Any]]) -> Standing:
    """How a paper stands to what would be printed now."""
    paper = BY_KEY.get(row.paper or "")
    if paper is None:
        return Standing(row, Verdict.UNKNOWN)
    year = row.year if isinstance(row.year, int) else 0
    return Standing(row, *verdict_of(row, paper, printed.get(Leaf(paper.key, year))))


# -- in words -----------------------------------------------------------------------------------------------------------


def reason(standing: Standing) -> str:
    """Why a paper is out of date; empty for one that is not."""
    needless = _("按现在的资料，该户不再需要这份文书")
    return reason_of(standing.verdict, changed_in_words(standing), needless)


def reason_of(verdict: Verdict, changed: Sequence[str], needless: str) -> str:
    """The same from the things that are others, in words, and what is said of a paper that concerns nobody any more."""
    return {
        Verdict.FACTS: _("内容已变：{names}").format(names=listed(changed)),
        Verdict.TEMPLATE: _("模板已变"),
        Verdict.NEEDLESS: needless,
        Verdict.UNKNOWN: _("本程序没有这种文书，无法核对"),
    }.get(verdict, "")


def changed_in_words(standing: Standing) -> list[str]:
    """What of a paper is other now; facts of a year with the year."""
    return names_in_words(standing.changed, standing.row.year if isinstance(standing.row.year, int) else None)


def names_in_words(names: Sequence[str], year: int | None = None) -> list[str]:
    """Names of values as people know them: "家庭成员.*.姓名" → 家庭成员：姓名; with a year, facts of a year say which it is."""
    return list(dict.fromkeys(_in_words(name, year) for name in names))


def _in_words(name: str, year: int | None) -> str:
    group, *rest = (part for part in name.split(".") if part != EACH)
    titled = _groups().get(group) or as_written(group)
    if year is not None and group in _of_years():
        titled = _("{year}年{group}").format(year=year - _of_years()[group], group=titled)
    leaf = rest[-1] if rest else ""
    if leaf in {"", COUNT, WHETHER}:
        return _("{group}的行数").format(group=titled) if leaf == COUNT else titled
    return labelled(titled, _leaf(group, leaf))


def _groups() -> dict[str, str]:
    return {one.name: entity_name(ENTITIES[one.entities[0]]) for one in GROUPS if one.entities}


def _of_years() -> dict[str, int]:
    """Groups of the facts of a year → how many years before that of the paper."""
    entities = {one.name: one.entities[0] for one in GROUPS if one.entities and not one.each}
    before = {LAST_YEAR: 1}
    return {name: before.get(name, 0) for name, key in entities.items() if entity_spec(key).scope is Scope.YEAR}


def _leaf(group: str, leaf: str) -> str:
    """A field by its label in the language of the interface; what papers compute by its name."""
    bare = leaf.removesuffix(OPTIONS).removesuffix(CAPITALS)
    entities = next((one.entities for one in GROUPS if one.name == group), ())
    for entity in entities:
        for name, spec in fields_of(entity):
            if name in {leaf, bare}:
                return label_of(spec)
    return as_written(leaf)
