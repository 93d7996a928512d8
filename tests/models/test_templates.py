# SPDX-License-Identifier: MIT
"""The templates of procedures as data: complete, in both languages, and without steps that nothing leads to."""

from __future__ import annotations

import csv
import json
import re

import pytest

from villagedesk import i18n
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.models.codes import code_list
from villagedesk.models.templates import said, template_of, templates
from villagedesk.paths import resources

TEMPLATES = list(templates().values())
STEPS = [(template, step) for template in TEMPLATES for step in template.steps]
by_key = pytest.mark.parametrize("template", TEMPLATES, ids=lambda one: one.key)


def test_each_shipped_file_is_a_procedure_of_the_code_list_and_each_code_has_its_file():
    files = {path.stem for path in (resources() / "procedures").glob("*.json")}
    assert files == {entry.code for entry in code_list("procedure").entries} == set(templates())


@by_key
def test_a_file_is_named_after_its_key_and_its_years_are_those_of_the_code(template):
    entry = code_list("procedure").entry(template.key)
    assert (template.first, template.last) == (entry.valid_from, entry.valid_to)
    assert set(template.programmes) <= {one.code for one in code_list("programme").entries}
    assert template.kind in {
        "identify", "exit", "monitor", "removal", "care", "care_end", "low_income", "low_income_stop",
    }  # fmt: skip


@by_key
def test_each_step_follows_steps_that_stand_before_it(template):
    seen = set()
    for step in template.steps:
        assert step.key in code_list("procedure_step")
        assert step.key not in seen
        assert set(step.after) <= seen, step.key
        seen.add(step.key)


@by_key
def test_every_step_but_the_last_leads_to_another_unless_it_may_be_left_out(template):
    led_from = {key for step in template.steps if not step.optional for key in step.after}
    ends = [step.key for step in template.steps if step.key not in led_from and not step.optional]
    assert ends == [template.final]


@by_key
def test_of_each_kind_of_meeting_and_notice_a_procedure_has_one_at_most(template):
    """What tells of a step of the program is found by its kind alone."""
    for kinds in ([one.meeting for one in template.steps], [one.notice for one in template.steps]):
        found = [kind for kind in kinds if kind]
        assert len(found) == len(set(found))


def test_every_list_and_line_that_a_step_names_exists():
    with (resources() / "lines.csv").open(encoding="utf-8", newline="") as file:
        lines = {(row["name"], row["region"]) for row in csv.DictReader(file)}
    for template, step in STEPS:
        assert not step.meeting or step.meeting in code_list("meeting_kind"), step
        assert not step.notice or step.notice in code_list("notice_kind"), step
        assert step.line == ("", "") or step.line in lines, step
        assert not step.fact or field_spec(f"monitoring.{step.fact}").kind == "date", step
        assert bool(step.quorum) == bool(step.majority) == bool(step.rule[0]), step
        for span in template.spans:
            assert span.line in lines
            assert {span.first, span.last} <= {one.key for one in template.steps}
        for one in template.forbids:
            assert field_spec(f"monitoring.{one.fact}").kind == "yes_no"


def test_all_words_of_the_templates_are_there_in_both_languages():
    for template, step in STEPS:
        for chinese, english in (template.source, step.who, step.paper, step.seal, step.rule):
            assert bool(chinese) == bool(english), step
            assert not re.search(r"[一-鿿]", english), english
        assert step.who[0], step


def test_files_hold_no_key_that_nothing_reads():
    known = {"key", "who", "paper", "seal", "rule", "after", "meeting", "quorum", "majority", "notice", "line", "of"}
    known |= {"decides", "optional", "once", "fact", "people", "who_en", "paper_en", "seal_en", "rule_en"}
    for path in (resources() / "procedures").glob("*.json"):
        for step in json.loads(path.read_text(encoding="utf-8"))["steps"]:
            assert set(step) <= known, path.name


def test_what_followed_a_step_that_is_left_out_follows_what_came_before_it():
    edited = template_of("identify_2014").without({"notice_township", "compare", "township"})
    assert "township" not in [step.key for step in edited.steps]
    assert edited.step("county").after == ("notice_village",)
    assert template_of("monitor_2021").without({"clue"}).spans == ()
    assert template_of("exit_2016").without(step.key for step in template_of("exit_2016").steps).final == ""


def test_an_unknown_procedure_of_a_newer_program_is_none():
    assert template_of("exit_2099") is None
    assert template_of(None) is None


def test_names_and_words_follow_the_language():
    template = template_of("exit_2016")
    assert (template.name, said(template.step("agree").who)) == ("贫困户退出", "户主")
    i18n.set_language("en", resources() / "locale")
    assert (template.name, said(template.step("agree").who)) == ("Exit of a poor household", "Head of the household")
