# SPDX-License-Identifier: MIT
"""Which doubts are listed: by level, rule and village, only new ones, with those exempted or not judged."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from villagedesk.i18n import _, aside
from villagedesk.models.checks.registry import ALL_RULES, VILLAGE_RULES
from villagedesk.models.problem import Level
from villagedesk.services.doubts import newdoubts
from villagedesk.ui.choosers import narrowing_box, refill

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtWidgets import QComboBox

    from villagedesk.models.checks.rules import Rule, VillageRule
    from villagedesk.services.doubts.judging import Finding
    from villagedesk.store.store import Store

_ANY: Final = ""
_UNJUDGED: Final = "unjudged"


def level_words(level: Level | None) -> str:
    """What a level is called; None is what cannot be judged."""
    return {Level.ERROR: _("错误"), Level.DOUBT: _("存疑"), Level.HINT: _("提示"), None: _("无法判断")}[level]


def titles() -> dict[str, str]:
    """Number of each rule → its title, Chinese."""
    rules: tuple[Rule | VillageRule, ...] = (*ALL_RULES, *VILLAGE_RULES)
    return {rule.code: rule.title for rule in rules}


class FindingFilters(QWidget):
    """Three lists to choose from, each with the numbers of what it would show, and three ticks.

    Signals:
        changed: something else is to be listed.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._titles = titles()
        self.level = narrowing_box(_("级别"))
        self.rule = narrowing_box(_("疑点种类"))
        self.village = narrowing_box(_("村"))
        self.exempted = QCheckBox(_("显示已豁免的(&I)"))
        self.unjudged = QCheckBox(_("显示无法判断的(&U)"))
        self.fresh = QCheckBox(_("只看新的(&N)"))
        self.fresh.setToolTip(_("在“今天”点“都看过了，收起”以后出现的疑点"))
        self._known: Mapping[str, frozenset[str]] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for box, share in ((self.level, 1), (self.rule, 3), (self.village, 1)):
            box.currentIndexChanged.connect(self.changed)
            row.addWidget(box, share)
        row.addWidget(self.fresh)
        row.addWidget(self.exempted)
        row.addWidget(self.unjudged)
        for tick in (self.fresh, self.exempted):
            tick.toggled.connect(self.changed)

    def only_new(self) -> None:
        """Narrow the list to what is new to this office, and by nothing else."""
        self.blockSignals(True)
        for box in (self.level, self.rule, self.village):
            box.setCurrentIndex(0)
        self.exempted.setChecked(False)
        self.unjudged.setChecked(False)
        self.fresh.setChecked(True)
        self.blockSignals(False)
        self.changed.emit()

    def read_known(self, store: Store) -> None:
        """Read what this office has put away, where that decides what is listed."""
        self._known = newdoubts.known(store) if self.fresh.isChecked() else {}

    def offer(self, found: Sequence[Finding]) -> None:
        """Offer what occurs, with its numbers; what was chosen stays chosen."""
        shown = [one for one in found if self._ticked(one)]
        levels = Counter(_key(one) for one in shown)
        _fill(self.level, _("全部级别"), [(level, _words(level), levels[level]) for level in _LEVELS if levels[level]])
        codes = Counter(one.code for one in shown)
        rules = [(code, " ".join((code, _(self._titles.get(code, "")))), codes[code]) for code in sorted(codes)]
        _fill(self.rule, _("全部疑点"), rules)
        villages = Counter((one.village, one.village_name) for one in shown)
        _fill(self.village, _("全部村"), [(key, name, number) for (key, name), number in sorted(villages.items())])
        self.village.setVisible(self.village.count() > 2)

    @property
    def of_one_rule(self) -> bool:
        """Whether only the doubts of one rule are to be listed."""
        return self.rule.currentData() not in {_ANY, None}

    def lets_through(self, one: Finding) -> bool:
        """Whether a line is to be listed."""
        return (
            self._ticked(one)
            and self.level.currentData() in {_ANY, None, _key(one)}
            and self.rule.currentData() in {_ANY, None, one.code}
            and self.village.currentData() in {_ANY, None, one.village}
        )

    def _ticked(self, one: Finding) -> bool:
        if self.fresh.isChecked():
            return newdoubts.is_new(one, self._known)
        return (self.exempted.isChecked() or one.exemption is None) and (
            self.unjudged.isChecked() or one.level is not None
        )


_LEVELS: Final = (*(level.value for level in Level), _UNJUDGED)


def _key(one: Finding) -> str:
    return one.level.value if one.level else _UNJUDGED


def _words(level: str) -> str:
    return level_words(None if level == _UNJUDGED else Level(level))


def _fill(box: QComboBox, everything: str, choices: Sequence[tuple[str, str, int]]) -> None:
    counted = ((aside(text, str(number)), key) for key, text, number in choices)
    refill(box, [(everything, _ANY), *counted], box.currentData())
