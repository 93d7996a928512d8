# SPDX-License-Identifier: MIT
from __future__ import annotations

import importlib
import keyword
import pickle
import pkgutil
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from villagedesk.models import catalogue
from villagedesk.models.catalogue.registry import ENTITIES, HOMES, entity_spec, field_spec, heading_table, references
from villagedesk.models.catalogue.spec import NA, UNITS, Kind, Scope, Sensitivity, described_in
from villagedesk.models.codes import code_list
from villagedesk.models.values.text import matching_form
from villagedesk.paths import resources

ROOT = Path(__file__).parents[2]
FIELDS = [spec for entity in ENTITIES.values() for spec in entity.fields]


def test_every_field_is_named_in_both_languages():
    for spec in FIELDS:
        assert re.search(r"[一-鿿]", spec.label), spec
        assert spec.en.isascii(), spec
        assert spec.en.strip(), spec


def test_every_unit_and_every_hint_has_its_english():
    for spec in FIELDS:
        assert not spec.unit or UNITS[spec.unit], spec
        assert bool(spec.hint) == bool(spec.hint_en), spec
        assert not re.search(r"[一-鿿]", re.sub(r"“[^”]*”", "", spec.hint_en)), spec


def test_every_group_has_one_english_name():
    english = {}
    for spec in FIELDS:
        assert english.setdefault(spec.group.label, spec.group.en) == spec.group.en


@pytest.mark.parametrize("entity", ENTITIES.values(), ids=lambda entity: entity.key)
def test_placeholders_are_identifiers_and_unique_within_their_record(entity):
    names = Counter(spec.placeholder for spec in entity.fields)
    assert [name for name, count in names.items() if count > 1] == []
    for name in names:
        assert name.isidentifier(), name
        assert not keyword.iskeyword(name), name


def test_coded_fields_name_a_list_that_is_shipped_and_no_list_is_unused():
    named = {spec.codes for spec in FIELDS if spec.kind in {Kind.CODE, Kind.CODES}}
    for name in named:
        assert code_list(name).entries
    shipped = {path.stem for path in (resources() / "codes").glob("*.csv")}
    assert shipped == named | {"relation_gb"}  # the standard's own list, see `relations`


def test_references_point_to_entities_that_exist():
    for spec in FIELDS:
        if spec.kind is Kind.REF:
            assert spec.ref in ENTITIES, spec
        else:
            assert not spec.ref, spec


def test_children_name_their_parent_and_natural_keys_are_fields():
    for entity in ENTITIES.values():
        if entity.parent:
            assert entity[entity.parent].kind is Kind.REF
        for key in entity.natural:
            assert key in entity
        if entity.scope is Scope.YEAR:
            assert "year" in entity


def test_facts_that_may_not_be_public_are_not_marked_public():
    """PIPL art. 28 and the notice rules: identity, telephone, account, health, disability and cause stay inside."""
    for path in (
        "member.id_no", "member.card_no", "member.birth", "household.phone", "household.bank_no", "member_year.health",
        "member_year.disability_kind", "member_year.disability_grade", "cause.code", "cause.note",
        "member_year.low_income", "household_year.risks",
    ):  # fmt: skip
        assert field_spec(path).sensitivity is Sensitivity.SENSITIVE, path


def test_what_may_be_put_up_in_public_is_a_short_list_that_grows_on_purpose_only():
    """domain.md §7.7: village and group, name of the head, the procedure, and the notice itself."""
    marked = {f"{spec.entity}.{spec.key}" for spec in FIELDS if spec.public}
    assert marked == {
        *(f"village.{key}" for key in ("name", "township", "county", "city", "province", "supervision_phone")),
        "household.group", "member.name", "process.template", "process.year",
        *(f"notice.{key}" for key in ("start", "end", "kind", "place", "issued_by", "phones", "objected", "objections", "taken_down")),
        "fund_account.kind", *(f"appropriation.{key}" for key in ("item", "received", "date")), "donor.kind",
        *(f"donation.{key}" for key in ("receipt_no", "date", "form", "amount", "goods", "quantity", "unit", "designation", "campaign")),
        *(f"payment.{key}" for key in ("date", "purpose", "use", "form", "amount", "goods", "quantity", "unit")),
        *(f"money_notice.{key}" for key in ("from_day", "to_day", "checked_by", "start", "end", "place", "taken_down", "objections")),
        *(f"project.{key}" for key in (
            "code", "name", "year", "kind", "three_help", "place", "content", "scale", "builder", "owner", "supervisor",
            "approved", "approval_no", "planned_start", "planned_end", "begun", "finished", "budget", "households", "people",
            "notice_from", "notice_to", "notice_place", "notice_down", "objected", "objection_count", "objections", "accepted", "acceptance", "acceptor", "keeper", "keeper_name",
        )),
        *(f"project_fund.{key}" for key in ("source", "planned", "paid")),
        *(f"need.{key}" for key in ("number", "title", "kind", "quantity", "unit", "wanted", "deadline", "published")),
    }  # fmt: skip
    for path in marked:
        spec = field_spec(path)
        assert spec.sensitivity is not Sensitivity.SENSITIVE, path
        assert spec.kind not in {Kind.ID_NUMBER, Kind.CARD_NUMBER, Kind.BANK_NUMBER, Kind.PHOTO}, path


def test_nothing_that_names_a_donor_or_a_recipient_is_public_by_its_field():
    """Whether a donor may be named is decided by the donor, not by the field (`documents.public`)."""
    for path in (
        "donor.name",
        "donor.phone",
        "donor.address",
        "payout.recipient",
        "payout.to_household",
        "donation.donor",
    ):
        assert not field_spec(path).public, path
    for path in ("donor.phone", "donor.address", "payout.recipient", "fund_account.bank_no"):
        assert field_spec(path).sensitivity is Sensitivity.SENSITIVE, path


def test_who_complained_or_was_asked_is_sensitive_and_nowhere_offered_to_who_types():
    for path in (
        "complaint.complainant", "complaint.phone", "complaint.about", "complaint.content", "complaint.inquiry",
        "complaint.result", "matter.person", "matter.phone", "matter.content", "inspection_answer.person",
        "inspection_answer.phone", "inspection_answer.answer",
    ):  # fmt: skip
        spec = field_spec(path)
        assert spec.sensitivity is Sensitivity.SENSITIVE, path
        assert not spec.offers, path
        assert not spec.public, path


def test_nothing_of_people_in_special_hardship_is_public_and_what_they_lack_is_sensitive():
    for entity in ("special", "appraisal", "care_plan", "care_step"):
        assert not [spec.key for spec in ENTITIES[entity].fields if spec.public]
    for path in (
        "special.id_no", "special.phone", "special.address", "special.difficulties", "special.hardship",
        "appraisal.findings", "appraisal.needs", "appraisal.reason", "care_plan.needs", "care_plan.goals",
        "care_step.content", "need.content",
    ):  # fmt: skip
        assert field_spec(path).sensitivity is Sensitivity.SENSITIVE, path


def test_the_label_follows_the_wording_of_the_year():
    spec = field_spec("member_year.medical")
    assert spec.label_in(2014) == "是否参加新型农村合作医疗"
    assert spec.label_in(2017) == "是否参加城乡居民基本医疗保险"
    assert spec.label_in(None) == spec.label


def test_a_heading_of_the_national_export_finds_its_field():
    table = heading_table(("household", "household_year", "member", "member_year", "cause", "income_year"))
    expected = {
        "自然村": "household.group", "户编号": "household.hh_no", "人编号": "member.person_no", "姓名": "member.name",
        "证件号码": "member.id_no", "人数": "household_year.stated_size", "与户主关系": "member_year.relation",
        "民族": "member.ethnic", "文化程度": "member_year.education", "在校生状况": "member_year.school",
        "健康状况": "member_year.health", "劳动技能": "member_year.labour", "务工时间": "member_year.work_months",
        "大病保险": "member_year.critical_insurance", "危房户": "household_year.dangerous",
        "是否解决安全饮用水": "household_year.water_solved", "人均纯收入": "income_year.stated_per_head",
        "户联系电话": "household.phone", "首次识别时间": "household.identified", "人员识别时间": "member.identified",
        "户类型": "household_year.household_type", "监测对象类型": "household_year.monitor_type",
        "风险是否消除": "household_year.risk_removed", "aac301": "household_year.farmland",
        "耕地面积（亩）": "household_year.farmland", "务工时间（月）": "member_year.work_months",
    }  # fmt: skip
    for heading, path in expected.items():
        spec = table[matching_form(heading)]
        assert f"{spec.entity}.{spec.key}" == path, heading


def test_unknown_names_are_an_error_and_not_a_new_field():
    with pytest.raises(KeyError):
        field_spec("household.telefone")
    assert "telefone" not in ENTITIES["household"]


def test_what_refers_to_a_household_is_known():
    assert {spec.entity for spec in references("household")} == {
        "household_year", "member", "cause", "income_year", "income_line", "pairing", "plan", "visit", "question", "process", "meeting_item", "notice_item", "monitoring", "enrolment", "exemption", "care", "benefit", "member_change", "household_change", "attachment", "readiness_note", "completion",
        "filing", "printed_paper", "donation", "payout", "matter", "inspection_answer", "project_beneficiary", "claim",
        "need", "special",
        "work_stretch", "member_list",
    }  # fmt: skip


def test_a_record_takes_values_by_name_and_cannot_be_changed():
    record = ENTITIES["household"].record(id="h", group="2组", phone=None)
    assert record.having(group="3组").group == "3组"
    with pytest.raises(AttributeError):
        del record.group
    with pytest.raises(TypeError, match="grop"):
        record.having(grop="3组")
    assert record.having() == record
    assert len({record, record.having(), pickle.loads(pickle.dumps(record)), record.having(id="other")}) == 2
    assert record.group == "2组"
    with pytest.raises(AttributeError):
        record.group = "4组"
    assert ENTITIES["household_year"].record(house_area=NA).house_area is NA


def test_every_record_that_a_module_of_the_catalogue_describes_is_found_under_its_module():
    described = {
        name: " ".join(described_in(importlib.import_module(f"{catalogue.__name__}.{name}").__name__))
        for _finder, name, _package in pkgutil.iter_modules(catalogue.__path__)
    }
    assert {name: keys for name, keys in described.items() if keys} == HOMES


def test_a_record_is_described_without_loading_all_others():
    script = """
import sys
from villagedesk.models.catalogue.registry import ENTITIES, field_spec
field_spec("household.phone")
print("village" in ENTITIES, "nothing" in ENTITIES, [name for name in sys.modules if name.endswith((".place", ".household"))])
print(len(ENTITIES), len([spec.key for spec in ENTITIES.values()]), list(ENTITIES)[:2])
"""
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    first, second = told.stdout.splitlines()
    assert first == "True False ['villagedesk.models.catalogue.household']"
    assert second == f"{len(ENTITIES)} {len(ENTITIES)} ['village', 'village_year']"


def test_an_entity_that_nobody_describes_is_refused():
    with pytest.raises(KeyError):
        entity_spec("nothing")
    assert ENTITIES.get("nothing") is None
