# SPDX-License-Identifier: MIT
"""The rosters that villages keep (domain.md §6.5 D23). A new one is a line here."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.models.codes import code_list
from villagedesk.models.eras import MONITORED_TYPES, REGISTERED
from villagedesk.models.rollups.spec import Among, Unknown, Within
from villagedesk.models.rosters.spec import Roster, Rows

if TYPE_CHECKING:
    from collections.abc import Mapping

_PLACE: Final = ("made.row", "household.group")
_PERSON: Final = (
    *_PLACE, "made.head", "member.name", "member_year.relation", "member.sex", "made.age", "member.id_no",
)  # fmt: skip
_TYPE: Final = "household_year.household_type"
_GONE: Final = ("cancelled", "cleared", "dissolved")  # exit states of households that are no longer registered
_NO_PUPIL: Final = frozenset({"none", "preschool_age"})
_NO_ALLOWANCE: Final = "none"
_MONITORING_BEGAN: Final = 2020  # domain.md §5.2


def _any_code(fact: str, *but: str) -> Among:
    known = code_list(field_spec(fact).codes).choices()
    return Among(fact, tuple(dict.fromkeys(one.code for one in known if one.code not in but)))


def rosters() -> Mapping[str, Roster]:
    """Key → roster, in the order in which they are offered; names in the interface language, titles as papers have them."""
    unstated = Unknown(_TYPE)
    made = (
        Roster(
            "poor", _("贫困户（脱贫户）"), "{户}花名册", Rows.HOUSEHOLDS,
            (*_PLACE, "made.head", "member.id_no", "made.size", "household_year.attribute", "household_year.exit_status",
             "household_year.exit_year", "made.cause", "household.phone", "made.helpers"),
            (
                (Among(_TYPE, tuple(sorted(REGISTERED))),),
                (unstated, _any_code("household_year.attribute")),
                (unstated, _any_code("household_year.exit_status", *_GONE)),
            ),
            (Among("household_year.exit_status", _GONE),),
        ),
        Roster(
            "people", _("家庭人口"), "家庭人口花名册", Rows.PEOPLE,
            (*_PERSON, "member.ethnic", "member_year.education", "member_year.health", "member_year.labour"),
        ),
        Roster(
            "monitored", _("监测户"), "{户}花名册", Rows.HOUSEHOLDS,
            (*_PLACE, "made.head", "member.id_no", "made.size", "household_year.monitor_type",
             "household_year.monitored_since", "household_year.risks", "household_year.risk_removed", "household.phone",
             "made.helpers"),
            ((_any_code("household_year.monitor_type"),), (Among(_TYPE, tuple(sorted(MONITORED_TYPES))),)),
            called="unstable", since=_MONITORING_BEGAN,
        ),
        Roster(
            "pairings", _("结对帮扶"), "结对帮扶花名册", Rows.PAIRINGS,
            (*_PLACE, "made.head", "made.size", "household.phone", "cadre.name", "unit.name", "cadre.post", "cadre.phone",
             "pairing.role", "pairing.start"),
        ),
        Roster(
            "disabled", _("残疾人"), "残疾人花名册", Rows.PEOPLE,
            (*_PERSON, "member.card_no", "member_year.disability_kind", "member_year.disability_grade"),
            ((Among("member_year.health", ("4",)),), (_any_code("member_year.disability_kind"),)),
        ),
        Roster(
            "students", _("在校生"), "在校生花名册", Rows.PEOPLE,
            (*_PERSON, "member_year.school", "household.phone"),
            ((_any_code("member_year.school", *_NO_PUPIL),),),
        ),
        Roster(
            "workers", _("务工人员"), "务工人员花名册", Rows.PEOPLE,
            (*_PERSON, "member_year.work_place", "member_year.work_region", "member_year.work_months",
             "member_year.employer", "made.stretches", "member.phone"),
            ((_any_code("member_year.work_place"),), (Within("member_year.work_months", 1),)),
        ),
        Roster(
            "low_income", _("低保对象"), "低保对象花名册", Rows.PEOPLE,
            (*_PERSON, "member_year.low_income", "household.bank_no"),
            ((_any_code("member_year.low_income", _NO_ALLOWANCE),),),
        ),
    )  # fmt: skip
    return MappingProxyType({one.key: one for one in made})
