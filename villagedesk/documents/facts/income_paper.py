# SPDX-License-Identifier: MIT
"""What D18 收入测算表 prints: the cells of the national form with the ledger's lines below them, and the year's line.

The amounts are those that count everywhere else (`CaseFile.counted_income`): what was typed stands, the ledger fills what
nobody typed, and where the two differ the paper says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.documents.word.boxes import yes_or_no
from villagedesk.i18n import in_chinese
from villagedesk.models.assured import exceeds
from villagedesk.models.catalogue.registry import ENTITIES
from villagedesk.models.eras import LAST_EXIT
from villagedesk.models.income import PROPERTY_PARTS, TOTALS, TRANSFER_PARTS, sums, total
from villagedesk.models.ledger import amount_of, differences
from villagedesk.models.values.numbers import from_scaled
from villagedesk.models.values.show import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from villagedesk.models.casefile import CaseFile
    from villagedesk.models.catalogue.economy import IncomeYear
    from villagedesk.models.catalogue.help import Line
    from villagedesk.models.ledger import Booked, Ledger
    from villagedesk.models.readiness import FindLine

Words = dict[str, str]

TOTAL: Final = "合计"  # kinds of rows
CELL: Final = "项目"
LINE: Final = "台账"

RECKONING: Final = (
    ("人口", "核算期末计入家庭人口的人数，收入除以它", "6"),
    ("标准名称", "本年度对照的标准：2020年及以前是脱贫验收标准，以后是防返贫监测范围", "脱贫验收标准"),
    ("标准", "本年度的标准，元；没有登记的空着", "3100"),
    ("标准说明", "标准的依据；没有核对的注明", "四川省（待核对）"),
    ("对照收入", "同标准对照的人均收入：人均纯收入，或监测口径的人均收入", "5785.00"),
    ("是否达标选项", "对照收入是否超过标准，收入或标准不知道的都不打勾", "☑是 □否"),
)
RECKONED: Final = (
    ("层次", "这一行是合计、项目还是台账", "项目"),
    ("项目", "项目名称", "务工收入"),
    ("数量", "数量和单位，只有台账有", "2000斤"),
    ("单价", "单价，只有台账有", "1.25"),
    ("金额", "计入的金额", "24000.00"),
    ("说明", "台账的成员、时间和凭证；填写的数与台账不一致的注明台账合计", "张三；2016年3月5日；用工单位证明"),
    ("一类末行", "一类收支的最后一行，空白表在它后面多留一行", "是"),
)

_GROUPS: Final = (
    ("一、工资性收入", "wages", TOTALS["wages"]),
    ("二、生产经营性收入", "production", TOTALS["production"]),
    ("三、财产性收入", "property", PROPERTY_PARTS),
    ("四、转移性收入", "transfers", TRANSFER_PARTS),
    ("年收入（一至四合计）", "gross", ()),
    ("五、生产经营性支出", "production_cost", TOTALS["production_cost"]),
    ("纯收入（年收入减支出）", "net", ()),
)


def no_line(_name: str, _year: int) -> Line | None:
    """Stands where nobody knows the lines: no line has a value."""
    return None


def reckoned(case: CaseFile, line: FindLine) -> dict[str, Words | list[Words]]:
    """What stands under the names of D18: the comparison and the rows."""
    return {"收入测算": income_reckoning(case, line), "测算项目": reckoned_rows(case)}


def income_reckoning(case: CaseFile, line: FindLine) -> Words:
    """Among how many the income is divided, and how it stands to the line of the year; a comparison, no opinion."""
    people = len(case.sharers(case.year))
    computed = sums(case.counted_income(case.year), people)
    exits = case.year <= LAST_EXIT
    share = computed.per_head if exits else computed.monitored_per_head
    found = line("exit_line" if exits else "monitoring_line", case.year)
    limit = found.value if found is not None and isinstance(found.value, int) else None
    source = ""
    if found is not None and limit is not None:
        source = "；".join(filter(None, (found.source, "" if found.confirmed else "待核对")))
    above = None if share is None or limit is None else exceeds(share, limit)
    return {
        "人口": str(people) if people else "",
        "标准名称": "脱贫验收标准" if exits else "防返贫监测范围",
        "标准": "" if limit is None else str(limit),
        "标准说明": source,
        "对照收入": yuan(share),
        "是否达标选项": yes_or_no(above),
    }


def yuan(fen: int | None) -> str:
    """An amount as papers have it; empty for an unknown one."""
    return "" if fen is None else from_scaled(fen, 2)


def reckoned_rows(case: CaseFile) -> list[Words]:
    """The rows of the table: each total, its cells, and below each cell the ledger's lines that add to it."""
    with in_chinese():
        ledger = case.ledger()
    known = case.counted_income(case.year)
    computed = sums(known, len(case.sharers(case.year)))
    totals = {key: total(known, key) for key in TOTALS} | {
        key: getattr(computed, key) for key in ("property", "transfers", "gross", "net")
    }
    typed = case.income_of(case.year)
    booked = {one.cell: one.booked for one in differences(typed, ledger.cells)} if typed else {}
    rows: list[Words] = []
    for name, key, cells in _GROUPS:
        rows.append(_row(TOTAL, name, totals[key], _differing(key, booked)))
        for cell in cells:
            rows += _cell(case, known, cell, booked, ledger)
        if cells:
            rows[-1]["一类末行"] = "是"
    return rows + _left_out(case, ledger)


def _cell(case: CaseFile, known: IncomeYear, cell: str, booked: Mapping[str, int], ledger: Ledger) -> Iterable[Words]:
    value = getattr(known, cell)
    amount = value if isinstance(value, int) else None
    yield _row(CELL, ENTITIES["income_year"][cell].label, amount, _differing(cell, booked))
    for one in ledger.of_cell(cell):
        yield _line(case, one, one.amount_in(cell), with_quantity=cell == one.cell)


def _differing(cell: str, booked: Mapping[str, int]) -> str:
    return f"按填写的数；台账合计{yuan(booked[cell])}元" if cell in booked else ""


def _line(case: CaseFile, one: Booked, amount: int | None, *, with_quantity: bool) -> Words:
    spec, line = ENTITIES["income_line"], one.line
    said = {key: words(spec[key], getattr(line, key), case.year) for key in
            ("item", "quantity", "unit", "price", "date", "quarter", "evidence", "evidence_note", "note")}  # fmt: skip
    proof = said["evidence"] + (f"（{said['evidence_note']}）" if said["evidence_note"] else "")
    stated = next((yuan(sum_) + "元" for sum_ in (amount_of(line), line.cost) if isinstance(sum_, int)), "")
    unbooked = "" if one.counts else stated
    told = (unbooked, case.name_of(line.member), said["date"] or said["quarter"], proof, said["note"], one.why_not)
    row = _row(LINE, said["item"], amount, "；".join(filter(None, told)))
    if with_quantity:
        row |= {"数量": said["quantity"] + (said["unit"] if said["quantity"] else ""), "单价": said["price"]}
    return row


def _left_out(case: CaseFile, ledger: Ledger) -> list[Words]:
    """The lines of which nothing counts, each with the reason, so that nobody thinks they were forgotten."""
    if not ledger.left_out:
        return []
    head = _row(TOTAL, "不计入的台账", None, f"{len(ledger.left_out)}笔，原因见各笔")
    return [head, *(_line(case, one, None, with_quantity=True) for one in ledger.left_out)]


def _row(kind: str, name: str, amount: int | None, told: str) -> Words:
    return {"层次": kind, "项目": name, "数量": "", "单价": "", "金额": yuan(amount), "说明": told, "一类末行": ""}
