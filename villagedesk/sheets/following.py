# SPDX-License-Identifier: MIT
"""What follows with certainty from the 户类型 of a roster, and what does not; the one place that says so.

Source: domain.md §2.0 and §5.2. 脱贫户 and 脱贫不稳定户 are households that were registered as poor and have left poverty;
whether they still enjoy policies is not said. 突发严重困难户 may be either kind of household and 边缘易致贫户 was never
registered, so nothing follows from them. 贫困户属性 follows from no type.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _, listed
from villagedesk.models.enrolling import REGISTER
from villagedesk.models.eras import LEFT_POVERTY, REGISTERED
from villagedesk.models.problem import Level, Problem
from villagedesk.models.values.show import label_of, shown
from villagedesk.sheets.targets import value_spec

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from villagedesk.models.catalogue.spec import Record, Value

SOURCE: Final = "household_year.household_type"
STATUS: Final = "household_year.exit_status"
PROGRAMMES: Final = "household.programmes"
FOLLOWS: Final[Mapping[str, Mapping[str, Value]]] = {
    STATUS: dict.fromkeys(sorted(LEFT_POVERTY), "exited"),
    PROGRAMMES: dict.fromkeys(sorted(REGISTERED), (REGISTER,)),
}
NEVER_FOLLOWS: Final = "household_year.attribute"


def follow(path: str, kind: Value, said: Mapping[str, Value], record: Record | None) -> Value:
    """The value of a field that follows from a type; None where nothing does or where something is there.

    Args:
        path: a key of `FOLLOWS`.
        kind: code of the 户类型 that the roster states.
        said: what the roster itself says of the record; its own word goes before.
        record: what the file holds, None for a new one.
    """
    key = path.partition(".")[2]
    if key in said or not isinstance(kind, str) or (record is not None and getattr(record, key) not in {None, ()}):
        return None
    return FOLLOWS[path].get(kind)


def told(derived: Mapping[str, int], *, types: bool, attributes: bool) -> Iterator[Problem]:
    """What the preview says of the roster as a whole.

    Args:
        derived: path → number of households for which it was filled in.
        types: whether the roster has 户类型.
        attributes: whether it has 贫困户属性.
    """
    source = label_of(value_spec(SOURCE))
    for path, values in FOLLOWS.items():
        if not derived.get(path):
            continue
        kinds = listed(shown(value_spec(SOURCE), kind) for kind in values)
        rule = _("原来没有填写，有{count}户由{source}得出").format(count=derived[path], source=source)
        remedy = _("得出的依据是{kinds}；不需要的，请不勾选“由户类型补填”").format(kinds=kinds)
        yield Problem(label_of(value_spec(path)), "", rule, remedy, Level.HINT)
    if types and not attributes:
        rule, remedy = _("从{source}看不出，没有补填").format(source=source), _("请在各户的年度情况中填写")
        yield Problem(label_of(value_spec(NEVER_FOLLOWS)), "", rule, remedy, Level.HINT)
