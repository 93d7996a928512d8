# SPDX-License-Identifier: MIT
"""Labels and placeholders for the forms, taken from the field catalogue so that no form says a label of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from villagedesk.documents.facts.placeholders import GROUPS, NUMBERS, name_of
from villagedesk.documents.registers.placeholders import record_groups
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.models.eras import ITEMS
from villagedesk.models.registers import REGISTERS

if TYPE_CHECKING:
    from villagedesk.models.catalogue.spec import FieldSpec

_BOOKS = {
    entity: group
    for book in REGISTERS
    for group in record_groups(book)
    for entity in group.entities
    if entity in {book.entity, *book.lines}
}
_LEAD = _BOOKS | {entity: group for group in reversed(GROUPS) for entity in group.entities}


def label(path: str) -> str:
    """The label of "entity.field"; where the wording changed over the years, the placeholder of the year's label."""
    spec = field_spec(path)
    if not spec.eras:
        return spec.label
    return f"{{{{ 标签.{_LEAD[spec.entity].name}.{name_of(spec)} }}}}"


def item(path: str) -> str:
    """The placeholder of a field's item number, which ends with a blank where the form of the year has one."""
    return numbered(name_of(field_spec(path)))


def numbered(name: str) -> str:
    """The same by the name under which `eras.ITEMS` has it.

    Raises:
        KeyError: no form numbers it.
    """
    if name not in ITEMS:
        raise KeyError(name)
    return f"{{{{ {NUMBERS}.{name} }}}}"


def short(path: str) -> str:
    """The label for a narrow column."""
    spec = field_spec(path)
    return spec.short or label(path)


def with_unit(path: str) -> str:
    """The label with the unit of measure."""
    return label(path) + _unit(field_spec(path))


def value(path: str, lead: str = "") -> str:
    """The placeholder of a field; `lead` replaces the name of its group, e.g. in a loop."""
    spec = field_spec(path)
    group = _LEAD[spec.entity]
    return f"{{{{ {lead or group.each or group.name}.{name_of(spec)} }}}}"


def day(path: str, blank: str = "    年   月   日") -> str:
    """The placeholder of a day; one that is not known waits for the pen."""
    name = value(path)[3:-3]
    return f"{{{{ {name} or '{blank}' }}}}"


def choices(path: str) -> str:
    """The placeholder of the ☑/□ line of a coded field."""
    return value(path).replace(" }}", "选项 }}")


def measured(path: str) -> str:
    """The placeholder with its unit, which is printed only beside a number."""
    spec = field_spec(path)
    name = value(path)
    return f"{name}{{% if {name[3:-3]} and {name[3:-3]} != '不适用' %}}{spec.unit}{{% endif %}}"


def counted(name: str) -> str:
    """A number of people of the household with its unit, which waits for the pen on a blank form."""
    return f"{{% if 文书.空白 %}}　　人{{% else %}}{{{{ 户.{name} }}}}人{{% endif %}}"


def _unit(spec: FieldSpec) -> str:
    return f"（{spec.unit}）" if spec.unit else ""


_TYPE, _ATTRIBUTE = "household_year.household_type", "household_year.attribute"


def kind_of_household() -> tuple[str, str]:
    """Label and value of what kind of household it is: since 2021 not every one has been poor, so what it is, and in brackets what it was."""
    since, kind, was = "{% if 文书.年度 >= '2021'", value(_TYPE), value(_ATTRIBUTE)
    told = f"{since} and 年度情况.户类型 %}}{kind}{{% if 年度情况.贫困户属性 %}}（{was}）{{% endif %}}{{% else %}}{was}{{% endif %}}"
    return f"{since} %}}{label(_TYPE)}{{% else %}}{label(_ATTRIBUTE)}{{% endif %}}", told
