# SPDX-License-Identifier: MIT
"""The books that a village keeps beside its households (台账): projects, donations, matters, cadres at their posts.

A book is described here once; the page 台账 makes its list and its form from the catalogue, and its papers name it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from villagedesk.models.catalogue.registry import ENTITIES
from villagedesk.models.catalogue.spec import Kind


@dataclass(frozen=True, slots=True)
class Register:
    """One book: the records of an entity whose parent is the village.

    Attributes:
        entity: the key of the entity; its label is the title of the book.
        shelf: the key of the shelf it stands on (`SHELVES`).
        columns: fields that the list shows at first, in order; all others can be shown.
        day: the DATE, MONTH or YEAR field by which the list is ordered and narrowed to a year; empty for books of things
            that have none (donors), which are ordered by their first column.
        lines: entities whose parent is this one, entered as lines below the form.
        named: fields by which a record is called in choosers and titles; empty for its `name` or `title`, or else its first
            two columns.
        unlisted: fields that the list never shows and its search box does not look at (who complained).
    """

    entity: str
    shelf: str
    columns: tuple[str, ...]
    day: str = ""
    lines: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    unlisted: tuple[str, ...] = ()


SHELVES: Final = (
    ("project", "项目与认领", "Projects and services taken on"),
    ("special", "特殊群众", "People in special hardship"),
    ("giving", "捐赠与发放", "Donations and payments"),
    ("matter", "民情与督查", "Matters and inspections"),
    ("posting", "驻村管理", "Cadres at their posts"),
)
"""Key, 中文, English, in the order of the page."""

_GIVING: Final = (
    Register(
        "donation", "giving", ("date", "donor", "amount", "receipt_no", "form", "goods", "designation"), "date",
        named=("receipt_no", "donor"),
    ),
    Register(
        "payment", "giving", ("date", "purpose", "amount", "use", "form", "account", "approver"), "date",
        ("payout", "allocation"), named=("purpose", "date"),
    ),
    Register("donor", "giving", ("name", "kind", "anonymous", "contact", "phone")),
    Register("fund_account", "giving", ("name", "kind", "start", "end", "opening"), lines=("appropriation",)),
    Register(
        "money_notice", "giving", ("start", "end", "from_day", "to_day", "place"), "start",
        named=("from_day", "to_day"),
    ),
    Register("organisation", "giving", ("name", "leader", "phone"), lines=("service_contract", "four_have")),
)  # fmt: skip

_SPECIAL: Final = (
    Register(
        "special", "special", ("date", "member", "person", "number", "community", "source", "registrar", "filed_on"),
        "date", named=("member", "person", "number"),
    ),
    Register(
        "appraisal", "special", ("date", "special", "conclusion", "assessors", "level", "again_on"), "date",
        named=("special", "date"),
    ),
    Register(
        "care_plan", "special", ("date", "special", "approved_on", "closed_on", "cadre", "adviser"), "date",
        ("care_step",), named=("special", "date"),
    ),
)  # fmt: skip

REGISTERS: Final[tuple[Register, ...]] = (
    Register(
        "project", "project", ("year", "name", "budget", "accepted", "kind", "builder"),
        day="year", lines=("project_fund", "project_beneficiary"),
    ),
    Register(
        "need", "project",
        ("date", "title", "household", "published", "quantity", "wanted", "kind", "deadline", "withdrawn"), day="date",
        named=("title", "household"),
    ),
    Register("claim", "project", ("date", "title", "claimer", "started", "finished", "kind"), day="date"),
    *_SPECIAL,
    *_GIVING,
    Register(
        "matter", "matter",
        ("ledger", "number", "date", "household", "category", "content", "responsible", "due", "outcome", "closed_on"),
        day="date", lines=("matter_step",), named=("category", "number"),
    ),
    Register(
        "inspection", "matter", ("date", "method", "unit", "inspectors", "target", "findings", "actions"),
        day="date", lines=("rectification", "inspection_answer"),
    ),
    Register(
        "complaint", "matter", ("number", "date", "channel", "handler", "due", "finding", "closed_on"),
        day="date", named=("date", "number"), unlisted=("complainant", "phone", "about"),
    ),
    Register(
        "meeting", "matter", ("date", "kind", "place", "chair", "present", "agenda"), day="date", lines=("resolution",)
    ),
    Register(
        "deed", "matter",
        ("number", "date", "kind", "title", "group", "responsible", "due", "done_on", "closed_on"), day="date",
    ),
    Register("posting", "posting", ("cadre", "role", "batch", "start", "end", "ending"), day="start"),
    Register("attendance", "posting", ("cadre", "month", "kept_by", "checked_by", "checked_on"), day="month"),
    Register(
        "leave", "posting", ("cadre", "start", "end", "kind", "approver", "approver_level", "back_on"), day="start"
    ),
    Register(
        "duty", "posting", ("year", "area", "text", "cadre", "frequency", "due", "closed_on"), day="year",
        lines=("duty_tick",), named=("text",),
    ),
    Register(
        "pledge", "posting", ("cadre", "kind", "date", "party", "start", "end", "signed"), day="start",
        named=("cadre", "start"),
    ),
    Register(
        "assessment", "posting", ("cadre", "year", "period", "level", "date"), day="year",
        lines=("assessment_line",), named=("cadre", "year", "period"),
    ),
    Register("reward", "posting", ("cadre", "kind", "date", "decided_by", "document_no"), day="date"),
)  # fmt: skip


def register_of(entity: str) -> Register | None:
    """The book in which records of an entity stand, by themselves or as lines of others; None for what is in no book."""
    return next((one for one in REGISTERS if entity == one.entity or entity in one.lines), None)


def naming(register: Register) -> tuple[str, ...]:
    """The fields by which a record of a book is called, the most telling first."""
    if register.named:
        return register.named
    spec = ENTITIES[register.entity]
    own = next(((key,) for key in ("name", "title") if key in spec), ())
    return own or register.columns[:2]


def naming_of(entity: str) -> tuple[str, ...]:
    """The fields by which records of a book, or lines of one, are called; of lines the first two that must be filled in."""
    register = register_of(entity)
    if register is not None and register.entity == entity:
        return naming(register)
    spec = ENTITIES[entity]
    own = tuple(key for key in ("name", "title") if key in spec)
    if own or register is None:
        return own
    return tuple(one.key for one in spec.fields if one.required and one.kind is not Kind.REF)[:2]


def entities_of_books() -> frozenset[str]:
    """Every entity that stands in a book."""
    return frozenset(key for one in REGISTERS for key in (one.entity, *one.lines))
