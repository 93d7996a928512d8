# SPDX-License-Identifier: MIT
"""Records of books, and reading their list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from villagedesk.services.keeping.records import Edit, save_records
from villagedesk.services.opening.files import villages

if TYPE_CHECKING:
    from villagedesk.ui.registers.panel import RegisterPanel
    from villagedesk.ui.session import Session


def here(session: Session) -> str:
    return next(iter(villages(session.store)))


def project(session: Session, name: str, year: int = 2025, **more: object) -> str:
    facts = {"village": here(session), "name": name, "year": year, "kind": "road", "budget": 500_000}
    return save_records(session.store, name, [Edit("project", "", {**facts, **more}, "p")]).ids["p"]


def shown(panel: RegisterPanel) -> list[str]:
    return [line.name for line in panel.model.lines]
