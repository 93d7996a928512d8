# SPDX-License-Identifier: MIT
"""Making papers of books, and reading what stands in them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import docx

from tests.documents.registers.conftest import VILLAGE
from tests.documents.volumes.reading import rows_of
from villagedesk.documents.registers.declared import register_paper
from villagedesk.documents.registers.making import BookOrder, make_book_papers

if TYPE_CHECKING:
    from villagedesk.documents.registers.making import BookPaper
    from villagedesk.store.store import Store


def made(store: Store, key: str, *rows: str, year: int = 2025) -> BookPaper:
    """The paper of a record, or without any that of the whole book."""
    (one,) = make_book_papers(store, BookOrder((register_paper(key),), VILLAGE, rows, year))
    return one


def tabled(content: bytes) -> list[list[str]]:
    """All rows of all tables, as lists of texts."""
    tables = range(len(docx.Document(io.BytesIO(content)).tables))
    return [row for place in tables for row in rows_of(content, place)]
