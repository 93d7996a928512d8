# SPDX-License-Identifier: MIT
"""What threatens a household (返贫致贫风险): said of the year, or else in its monitoring record."""

from __future__ import annotations

from templates.form import Row, tag
from templates.words import choices, value

_OF_RECORD = "not {} and 监测.风险类型"
_MONITORED = "文书.年度 >= '2020'"  # monitoring began in that year (domain.md §5.1)

RISKS = (
    f"{{% if {_OF_RECORD.format('年度情况.返贫致贫风险')} %}}{choices('monitoring.risks')}"
    f"{{% else %}}{choices('household_year.risks')}{{% endif %}}"
)
RISKS_TOLD = (
    f"{{% if {_OF_RECORD.format('年度情况.风险说明')} %}}{value('monitoring.risk_note')}"
    f"{{% else %}}{value('household_year.risk_note')}{{% endif %}}"
)


def when_monitored(columns: int, *rows: Row) -> list[Row]:
    """Rows of a form that has them since monitoring began."""
    return [tag(f"if {_MONITORED}", columns), *rows, tag("endif", columns)]
