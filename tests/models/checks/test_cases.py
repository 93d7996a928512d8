# SPDX-License-Identifier: MIT
"""Every rule that has cases fires, keeps quiet, and stands where its boundary is said to be."""

from __future__ import annotations

import pytest

from tests.models.checks.cases import PROOFS
from tests.models.checks.cases.proof import differing, neighbours, shifted
from villagedesk.models.checks.registry import ALL_RULES, VILLAGE_RULES
from villagedesk.models.problem import Problem

RULES = {rule.code: rule for rule in (*ALL_RULES, *VILLAGE_RULES)}
PROVED = sorted(RULES)
EDGES = [
    pytest.param(code, edge, id=f"{code}-{place}")
    for code, proof in PROOFS.items()
    for place, edge in enumerate(proof.edges, 1)
]


def said(code, setting, surroundings=None):
    return list(RULES[code].check(setting.file, surroundings or setting.around))


def fires(code, setting, surroundings=None):
    found = said(code, setting, surroundings)
    assert {one.code for one in found} <= {code}
    return any(isinstance(one, Problem) for one in found)


def test_every_rule_has_cases_and_nothing_else_has():
    assert set(PROOFS) == set(RULES)


@pytest.mark.parametrize("code", PROVED)
def test_a_rule_has_boundaries_or_a_reason_to_have_none(code):
    proof = PROOFS[code]
    assert bool(proof.edges) != bool(proof.why)
    named = {line for edge in proof.edges for line in edge.lines}
    assert named == set(RULES[code].parameters)


@pytest.mark.parametrize("code", PROVED)
def test_a_rule_fires(code):
    assert fires(code, PROOFS[code].fires)


@pytest.mark.parametrize("code", PROVED)
def test_a_rule_keeps_quiet_where_all_is_known_and_right(code):
    assert said(code, PROOFS[code].quiet) == []


@pytest.mark.parametrize(("code", "edge"), EDGES)
def test_a_rule_changes_its_mind_within_one_step(code, edge):
    assert said(code, edge.inside) == []
    assert fires(code, edge.outside)
    unlike = differing(edge.inside, edge.outside)
    assert unlike
    if not edge.step:
        assert [pair for pair in unlike if not neighbours(*pair)] == []


@pytest.mark.parametrize(("code", "edge"), [one for one in EDGES if one.values[1].lines])
def test_a_boundary_moves_with_its_line(code, edge):
    for line in edge.lines:
        assert line in RULES[code].parameters
        moved = [
            fires(code, setting, shifted(setting.around, line, by)) is not before
            for setting, before in ((edge.inside, False), (edge.outside, True))
            for by in (1, -1)
        ]
        assert any(moved), f"{line} one step up or down changes nothing"
