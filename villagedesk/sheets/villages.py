# SPDX-License-Identifier: MIT
"""Which village a row of a roster belongs to: the file's own, or one of the township's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _
from villagedesk.models.catalogue.place import Village
from villagedesk.models.problem import Level, Problem
from villagedesk.models.values.show import label_of
from villagedesk.models.values.text import matching_form
from villagedesk.services.opening.files import village_id
from villagedesk.sheets.targets import CONTEXT, targets
from villagedesk.store import reads
from villagedesk.store.ids import derived_id

if TYPE_CHECKING:
    from villagedesk.models.catalogue.spec import Value
    from villagedesk.sheets.cells import Row
    from villagedesk.sheets.columns import Layout
    from villagedesk.store.store import Store

_ABOVE: Final = ("township", "county", "city", "province")
_KEYS: Final = ("name", "code", *_ABOVE)
_COMMITTEE: Final = re.compile(r"(村民委员会|居民委员会|村委会|居委会|社区|村)+$")
_AUTHORITY: Final = re.compile(r"(人民政府|政府|街道办事处|办事处)$")


class Villages:
    """Finds the village of each row; `new` holds those a township file gets by this roster (id → values)."""

    def __init__(self, store: Store, layout: Layout) -> None:
        self._info = store.info
        self._layout = layout
        self._all = reads.where(store, Village)
        self._only = self._all[0].id if len(self._all) == 1 else ""
        self._known: dict[tuple[Value, ...], tuple[str, Problem | None]] = {}
        self.new: dict[str, dict[str, Value]] = {}
        self.doubts: list[Problem] = []

    @property
    def is_township(self) -> bool:
        """Whether the file holds several villages."""
        return self._info.scope == "township"

    def locate(self, row: Row) -> str:
        """The id of the row's village; a row of a place that is not this file's is held. Empty: not said."""
        said = tuple(map(row.said[CONTEXT].get, _KEYS))
        if said not in self._known:
            place = {key: str(value or "") for key, value in zip(_KEYS, said, strict=True)}
            self._known[said] = self._among_villages(place) if self.is_township else self._own(place)
        village, problem = self._known[said]
        if problem is not None:
            column = self._layout.column_of(f"{CONTEXT}.{problem.key}")
            row.hold(problem.at(person=row.name), column.index if column else None)
        return village

    def _own(self, place: dict[str, str]) -> tuple[str, Problem | None]:
        own = next((one for one in self._all if one.id == village_id(self._info.code)), None)
        own = own or next(iter(self._all), Village())
        names = [name for name in (own.name, own.former_name, self._info.name) if name]
        codes = [code for code in (own.code, own.former_code, self._info.code) if code]
        if place["code"] and place["code"] not in codes:
            return "", self._elsewhere("code", place["code"], codes[0])
        if place["name"] and not any(_same_village(place["name"], name, own.township or "") for name in names):
            return "", self._elsewhere("name", place["name"], names[0])
        for key in _ABOVE:
            ours = getattr(own, key)
            if place[key] and ours and not _same_place(place[key], ours):
                return "", self._elsewhere(key, place[key], ours)
        return own.id, None

    def _elsewhere(self, key: str, theirs: str, ours: str) -> Problem:
        rule = _("不是本档的“{ours}”，整行没有导入").format(ours=ours)
        remedy = _("请打开该村的村档再导入；如果是同一个村，请把两处的名称改成一致")
        return Problem(
            label_of(targets()[f"{CONTEXT}.{key}"]), theirs, rule, remedy, Level.DOUBT, entity="village", key=key
        )

    def _among_villages(self, place: dict[str, str]) -> tuple[str, Problem | None]:
        if place["township"] and not _same_place(place["township"], self._info.name):
            return "", self._elsewhere("township", place["township"], self._info.name)
        if place["code"]:
            coded = [one.id for one in self._all if place["code"] in {one.code, one.former_code}]
            if coded:
                return coded[0], None
        if not place["name"]:
            return self._only, None
        named = [one for one in self._all if self._is_named(one, place["name"])]
        if len(named) > 1:
            rule = _("在本档中有{count}个同名的村").format(count=len(named))
            remedy = _("请在表中加一列行政区划代码再导入")
            label = label_of(targets()[f"{CONTEXT}.name"])
            return "", Problem(label, place["name"], rule, remedy, Level.DOUBT, entity="village", key="name")
        return (named[0].id if named else self._add(place)), None

    def _is_named(self, village: Village, name: str) -> bool:
        return any(_same_village(name, one, self._info.name) for one in (village.name, village.former_name) if one)

    def _add(self, place: dict[str, str]) -> str:
        """A village the township file does not have yet: under its code, or until that is known under township and name."""
        code = place["code"] if re.fullmatch(r"\d{12}", place["code"], re.ASCII) else ""
        village = village_id(code) if code else derived_id("village", self._info.code, place["name"])
        values: dict[str, Value] = {"name": place["name"], "township": self._info.name}
        values |= {key: place[key] for key in ("county", "city", "province") if place[key]}
        if code:
            values["code"] = code
        else:
            spec = targets()[f"{CONTEXT}.code"]
            rule = _("没有，“{village}”是新增的村").format(village=place["name"])
            remedy = _("请在村情况里补填12位统计用区划代码")
            self.doubts.append(
                Problem(label_of(spec), "", rule, remedy, Level.DOUBT, entity="village", row=village, key="code")
            )
        if village not in self.new:
            self.new[village] = values
            self._all.append(Village(id=village, **values))
        return village

    def unknown(self, row: Row) -> None:
        """Hold a row of a new household in a township file that does not say which village it is in."""
        label = label_of(targets()[f"{CONTEXT}.name"])
        remedy = _("请在表中加一列“村”，填写行政村名称")
        row.hold(Problem(label, "", _("没有填写，不知道是哪个村的户"), remedy, Level.DOUBT, person=row.name))


def _same_village(one: str, other: str, township: str) -> bool:
    """清溪村, 清溪 and 清溪村民委员会 are one village, also with the township's name in front."""
    bare = {_bare_village(name, township) for name in (one, other)}
    return len(bare) == 1


def _bare_village(name: str, township: str) -> str:
    plain = matching_form(name).removeprefix(matching_form(township)) or matching_form(name)
    return _COMMITTEE.sub("", plain) or plain


def _same_place(one: str, other: str) -> bool:
    """示范县 and 示范, 示范县示范镇 and 示范镇."""
    first, second = (_AUTHORITY.sub("", matching_form(name)) for name in (one, other))
    longer, shorter = sorted((first, second), key=len, reverse=True)
    return longer.endswith(shorter) or (len(shorter) >= 2 and longer == shorter + longer[-1])
