# SPDX-License-Identifier: MIT
"""What years of work leave behind in a scaled file: incomes, plans, visits, monitoring, notices, papers and books."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Final

from villagedesk.demo import MARK, YEAR
from villagedesk.demo.scale_books import Books
from villagedesk.store.ids import derived_id

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from villagedesk.models.catalogue.spec import Value

    Facts = Mapping[str, Value]
    Rows = dict[str, list[tuple[str, dict[str, Value]]]]

_YEARS: Final = (YEAR, YEAR - 1, YEAR - 2)
_YUAN: Final = 100
_MONITORED: Final = 20  # one in so many households
_WITH_LEDGER: Final = 3  # one in so many
_WITH_MATTER: Final = 2  # one in so many
_KINDS: Final = ("unstable", "edge", "sudden")
_RISKS: Final = ("illness", "schooling", "disability", "disaster", "accident")
_CLASSES: Final = ("industry", "employment", "public_post", "health", "education")
_STATUSES: Final = ("planned", "running", "done", "done", "dropped")
_SOURCES: Final = ("special", "sector", "social", "unit", "loan")
_PROVED: Final = ("income", "food", "clothing", "education", "medical")
_STEPS: Final = ("clue", "survey", "consent", "appraisal", "notice_village", "township", "county", "enter")
_FALLEN: Final = 17  # one in so many earns a third less than the year before
_MENDED: Final = 5  # one in so many has its house repaired and has borrowed
_LEDGERS: Final = ("appeal", "hardship", "stability")
_CLASSES_OF_MATTERS: Final = ("road", "water", "medical", "aid", "dispute")
_FIRST: Final = "01001"  # the number of the first household of a village, whose books are written with it
_LINES: Final = (("work", "wages"), ("rice", "crops"), ("dividend", "asset_dividend"))


def enrich(rows: Rows, fresh: Callable[[], str], start: int) -> None:
    """Add to the rows of some households, the first with the serial number `start`, what was done for them.

    Each household has dice of its own, apart from those of the poor file: its other facts are the same in both.
    """
    members, pairs = _by_household(rows["member"]), _by_household(rows["pairing"])
    years = {str(facts["household"]): facts for _row, facts in rows["household_year"]}
    member_years = {str(facts["member"]): facts for _row, facts in rows["member_year"]}
    notices: dict[str, str] = {}
    books = Books(rows, fresh)
    told: set[str] = set()
    for place, (household, identity) in enumerate(list(rows["household"])):
        serial = start + place
        dice = Random(f"{MARK} rich {serial}")  # noqa: S311 - reproducible on purpose
        family = [row for row, _facts in members[household]]
        cadre = pairs[household][0][1]["cadre"]
        _earlier(rows, years[household], [member_years[row] for row in family])
        _incomes(rows, dice, household, len(family), fallen=serial % _FALLEN == 0)
        if serial % _WITH_LEDGER == 0:
            _ledger(rows, fresh, household)
        _plan(rows, dice, fresh, household)
        if serial % _MENDED == 0:
            _house_and_loan(rows, fresh, household, serial)
        _visits(rows, dice, fresh, (household, cadre))
        _papers(rows, dice, fresh, household)
        village = str(identity["village"])
        if serial % _MONITORED == 0:
            if village not in notices:
                notices[village] = _notice(rows, fresh, village)
            _monitoring(rows, dice, household, notices[village])
        if serial % _WITH_MATTER == 0:
            _matter(rows, dice, fresh, (village, household, cadre))
        if village not in told:
            told.add(village)
            _books(rows, dice, fresh, village)
        if identity["local_no"] == _FIRST:
            theirs = [row for row, facts in rows["household"] if facts["village"] == village]
            books.fill(village, theirs, large=not serial)


def _by_household(rows: list[tuple[str, dict[str, Value]]]) -> dict[str, list[tuple[str, dict[str, Value]]]]:
    found: dict[str, list[tuple[str, dict[str, Value]]]] = {}
    for row, facts in rows:
        found.setdefault(str(facts["household"]), []).append((row, facts))
    return found


def _derive(rows: Rows, entity: str, facts: dict[str, Value], *natural: object) -> str:
    row = derived_id(entity, *natural)
    rows[entity].append((row, facts))
    return row


def _earlier(rows: Rows, facts: Facts, people: list[dict[str, Value]]) -> None:
    """The facts of the years before, as they are now: in most households little changes."""
    for year in _YEARS[1:]:
        household = facts["household"]
        _derive(rows, "household_year", {**facts, "year": year}, household, year)
        for one in people:
            _derive(rows, "member_year", {**one, "year": year}, one["member"], year)


def _incomes(rows: Rows, dice: Random, household: str, size: int, *, fallen: bool) -> None:
    base = dice.randrange(7_000, 21_000) * size
    for back, year in enumerate(_YEARS):
        net = base * (100 - 8 * back + dice.randrange(-6, 7)) // 100
        if fallen and back == 0:
            net = net * 2 // 3
        crops, dividend = net * 20 // 100, net * 3 // 100
        parts = {
            "wages": net * 60 // 100,
            "production": crops + crops // 4,
            "production_cost": crops // 4,
            "asset_dividend": dividend,
            "other_property": 0,
            "family_planning": 0,
            "low_income": net * 5 // 100,
            "destitute": 0,
            "pension": net * 8 // 100,
            "ecology": dice.randrange(60, 900),
            "other_transfer": dice.randrange(80, 1_500),
        }
        parts |= {"wage_work": parts["wages"], "crops": parts["production"], "crops_cost": parts["production_cost"]}
        facts: dict[str, Value] = {key: amount * _YUAN for key, amount in parts.items()}
        facts |= {"household": household, "year": year, "note": MARK}
        _derive(rows, "income_year", facts, household, year)


def _ledger(rows: Rows, fresh: Callable[[], str], household: str) -> None:
    """Lines that add up to what stands in the cells of the working year."""
    cells = rows["income_year"][-len(_YEARS)][1]
    for place, (item, cell) in enumerate(_LINES):
        line: dict[str, Value] = {"household": household, "year": YEAR, "position": place, "quarter": "2"}
        line |= {"item": item, "gross": cells[cell], "evidence": "statement", "note": MARK}
        if f"{cell}_cost" in cells:
            line["cost"] = cells[f"{cell}_cost"]
        rows["income_line"].append((fresh(), line))


def _plan(rows: Rows, dice: Random, fresh: Callable[[], str], household: str) -> None:
    made: dict[str, Value] = {"household": household, "year": YEAR, "made_on": f"{YEAR}-01-20", "note": MARK}
    plan = _derive(rows, "plan", made, household, YEAR)
    for place, category in enumerate(dice.sample(_CLASSES, 2)):
        status, amount = dice.choice(_STATUSES), dice.randrange(3, 60) * 100 * _YUAN
        measure, source = fresh(), dice.choice(_SOURCES)
        facts: dict[str, Value] = {"plan": plan, "position": place, "category": category, "status": status}
        facts |= {"amount": amount, "source": source, "content": MARK, "due": f"{YEAR}-11", "note": MARK}
        rows["measure"].append((measure, facts))
        if status == "done":
            given: dict[str, Value] = {"household": household, "measure": measure, "category": category}
            given |= {"date": f"{YEAR}-0{dice.randrange(3, 10)}-10", "amount": amount, "source": source}
            rows["benefit"].append((fresh(), {**given, "content": MARK, "note": MARK}))


def _house_and_loan(rows: Rows, fresh: Callable[[], str], household: str, serial: int) -> None:
    """A repair in the plan of the year, and a loan of the year before, by turns overdue, running and repaid."""
    plan, _facts = rows["plan"][-1]
    repair: dict[str, Value] = {"plan": plan, "position": 9, "category": "housing", "subcategory": "house_repair"}
    repair |= {"status": _STATUSES[serial // _MENDED % 3], "amount": 20_000 * _YUAN, "content": MARK, "note": MARK}
    rows["measure"].append((fresh(), repair))
    loan: dict[str, Value] = {"household": household, "category": "finance", "subcategory": "micro_loan"}
    loan |= {"date": f"{YEAR - 1}-05-10", "amount": 30_000 * _YUAN, "content": MARK, "note": MARK}
    turn = serial // _MENDED % 3
    loan["loan_due"] = f"{YEAR}-05-10" if turn == 0 else f"{YEAR + 2}-05-10"
    if turn == 1:
        loan["loan_repaid"] = f"{YEAR}-03-01"
    rows["benefit"].append((fresh(), loan))


def _visits(rows: Rows, dice: Random, fresh: Callable[[], str], who: tuple[str, Value]) -> None:
    household, cadre = who
    for month in range(1, 13):
        facts: dict[str, Value] = {"household": household, "cadre": cadre, "visitors": MARK}
        rows["visit"].append((fresh(), {**facts, "date": f"{YEAR}-{month:02d}-{dice.randrange(1, 18):02d}"}))


def _papers(rows: Rows, dice: Random, fresh: Callable[[], str], household: str) -> None:
    """Evidence of some rules, without pictures, and a paper that was printed."""
    for criterion in _PROVED[: dice.randrange(len(_PROVED) + 1)]:
        proof: dict[str, Value] = {"household": household, "year": YEAR, "criterion": criterion, "title": MARK}
        rows["attachment"].append((fresh(), proof))
    printed: dict[str, Value] = {"household": household, "year": YEAR, "paper": "visit", "title": MARK}
    printed |= {"printed_on": f"{YEAR}-06-30", "printing": 1, "dated": f"{YEAR}-06-30", "status": "printed"}
    rows["printed_paper"].append((fresh(), printed))


def _notice(rows: Rows, fresh: Callable[[], str], village: str) -> str:
    notice = fresh()
    facts: dict[str, Value] = {"village": village, "start": f"{YEAR}-03-01", "end": f"{YEAR}-03-06", "kind": "village"}
    rows["notice"].append((notice, {**facts, "place": MARK, "note": MARK}))
    return notice


def _monitoring(rows: Rows, dice: Random, household: str, notice: str) -> None:
    year, month = dice.choice(_YEARS), dice.randrange(1, 9)
    facts: dict[str, Value] = {"household": household, "turn": 1, "kind": dice.choice(_KINDS), "clue_source": "cadre"}
    facts |= {"clue_on": f"{year}-{month:02d}-02", "confirmed_on": f"{year}-{month:02d}-{dice.randrange(12, 28)}"}
    facts |= {"risks": tuple(dice.sample(_RISKS, 2)), "note": MARK}
    if dice.random() < 0.4:
        facts |= {"removed_on": f"{YEAR}-{dice.randrange(9, 12):02d}-15", "removal": "helped"}
    record = _derive(rows, "monitoring", facts, household, 1)
    began: dict[str, Value] = {"household": household, "template": "monitor_2021", "year": year, "turn": 1}
    began |= {"monitoring": record, "started_on": facts["clue_on"], "note": MARK}
    process = _derive(rows, "process", began, household, "monitor_2021", year, 1)
    for step in _STEPS:
        done: dict[str, Value] = {"process": process, "step": step, "round": 1, "done": facts["confirmed_on"]}
        _derive(rows, "process_step", {**done, "result": "passed"}, process, step, 1)
    item: dict[str, Value] = {"notice": notice, "household": household, "process": process}
    _derive(rows, "notice_item", item, notice, household, process)


def _matter(rows: Rows, dice: Random, fresh: Callable[[], str], who: tuple[str, str, Value]) -> None:
    village, household, cadre = who
    row, month = fresh(), dice.randrange(1, 12)
    facts: dict[str, Value] = {
        "village": village,
        "household": household,
        "cadre": cadre,
        "source": "visit",
        "content": MARK,
    }
    facts |= {"ledger": dice.choice(_LEDGERS), "category": dice.choice(_CLASSES_OF_MATTERS), "note": MARK}
    facts |= {"date": f"{YEAR}-{month:02d}-05", "due": f"{YEAR}-{month + 1:02d}-05"}
    if dice.random() < 0.8:
        facts |= {"outcome": "done", "closed_on": f"{YEAR}-{month + 1:02d}-0{dice.randrange(1, 9)}", "result": MARK}
    rows["matter"].append((row, facts))
    step: dict[str, Value] = {"matter": row, "date": f"{YEAR}-{month:02d}-12", "actor": MARK, "content": MARK}
    rows["matter_step"].append((fresh(), step))


def _books(rows: Rows, dice: Random, fresh: Callable[[], str], village: str) -> None:
    """What else stands in the books of a village: one of each sort."""
    month = dice.randrange(2, 9)
    day, due = f"{YEAR}-{month:02d}-14", f"{YEAR}-{month + 2:02d}-14"
    same: dict[str, Value] = {"village": village, "date": day, "note": MARK}
    inspection, meeting = fresh(), fresh()
    found: dict[str, Value] = {"inspection": inspection, "problem": MARK, "responsible": MARK, "due": due}
    resolved: dict[str, Value] = {"meeting": meeting, "topic": MARK, "content": MARK, "decision": "passed", "due": due}
    made: dict[str, dict[str, Value]] = {
        "inspection": {"method": "visit", "inspectors": MARK, "target": MARK, "actions": ("put_right",)},
        "complaint": {"channel": "box", "anonymous": True, "content": MARK, "handler": MARK},
        "meeting": {"kind": "council", "chair": MARK},
        "deed": {"kind": "basic", "title": MARK, "responsible": MARK, "due": due},
    }
    ids = {"inspection": inspection, "meeting": meeting}
    for entity, facts in made.items():
        rows[entity].append((ids.get(entity) or fresh(), {**same, **facts}))
    rows["rectification"].append((fresh(), {**found, "done_on": due, "measure": MARK, "evidence": MARK}))
    rows["resolution"].append((fresh(), {**resolved, "done_on": due}))
