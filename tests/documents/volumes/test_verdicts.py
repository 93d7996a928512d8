# SPDX-License-Identifier: MIT
"""A printed paper is fresh, or it is told why it is not: for the cabinet (a signed one stays) and the list of papers alike."""

from __future__ import annotations

from tests.documents.conftest import DAY, changed
from villagedesk.documents.facts.context import casefile_context, office_of
from villagedesk.documents.papers import BY_KEY
from villagedesk.documents.volumes import verdicts
from villagedesk.documents.volumes.prints import print_of
from villagedesk.documents.volumes.verdicts import Verdict, verdict_of
from villagedesk.documents.volumes.volume import facts_of, volume_context
from villagedesk.models.catalogue.printing import PrintedPaper

PLAN = BY_KEY["plan"]


def facts(case):
    return facts_of(PLAN, volume_context(casefile_context(case, office_of(case.village), DAY), [PLAN], None))


def test_a_paper_is_fresh_until_a_fact_of_it_or_its_form_changes_or_nobody_needs_it(full, monkeypatch):
    made = print_of(PLAN, facts(full))
    row = PrintedPaper(id="r", template=made.template, traces=made.traces, seal=made.seal)
    assert verdict_of(row, PLAN, facts(full)) == (Verdict.FRESH, ())
    other = changed(full, plan=full.plan.having(wish="养牛"))
    assert verdict_of(row, PLAN, facts(other)) == (Verdict.FACTS, ("计划.户主意愿",))
    assert verdict_of(row, PLAN, None) == (Verdict.NEEDLESS, ())
    monkeypatch.setattr(verdicts, "template_seal", lambda _name: "another")
    assert verdict_of(row, PLAN, facts(full)) == (Verdict.TEMPLATE, ())
