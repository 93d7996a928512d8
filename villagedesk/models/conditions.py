# SPDX-License-Identifier: MIT
"""Steps that a county asks for of some households only: whether one is asked of a household, and why (ADR 16).

A fact that nobody entered makes the answer "nobody knows": such a step is asked for until it is known, and says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from villagedesk.i18n import _, clauses, listed
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.models.codes import code_list
from villagedesk.models.templates import EVERYBODY
from villagedesk.models.values.show import label_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from villagedesk.models.doings import Facts
    from villagedesk.models.templates import Only, Step, Template


class Condition(NamedTuple):
    """One fact that decides whether a step is asked of a household.

    Attributes:
        path: the field that holds it.
        codes: of which one must be there.
        said: what the household has; empty where nobody said.
    """

    path: str
    codes: tuple[str, ...]
    said: tuple[str, ...]

    @property
    def holds(self) -> bool | None:
        """Whether one of them is there; None where nobody said."""
        return bool(set(self.codes) & set(self.said)) if self.said else None

    @property
    def label(self) -> str:
        """What the field is called."""
        return label_of(field_spec(self.path))


def conditions(only: Only, facts: Facts | None = None) -> list[Condition]:
    """What a step asks of a household, with what is known of it; without facts only what is asked."""
    watched = facts.monitoring if facts else None
    said = {
        "types": (watched.kind,) if watched and watched.kind else (),
        "risks": watched.risks if watched else (),
        "causes": tuple(one.code for one in facts.causes if one.code) if facts else (),
    }
    paths = {"types": "monitoring.kind", "risks": "monitoring.risks", "causes": "cause.code"}
    return [Condition(paths[key], codes, said[key]) for key, codes in only._asdict().items() if codes]


def asked_of(step: Step, facts: Facts) -> bool | None:
    """Whether a step is asked of a household; None where a fact is missing that would tell."""
    if step.only == EVERYBODY:
        return True
    found = [one.holds for one in conditions(step.only, facts)]
    return False if False in found else None if None in found else True


def fitted(template: Template, facts: Facts) -> Template:
    """The procedure as it goes for a household: without the steps that are not asked of it."""
    gone = [step.key for step in template.steps if asked_of(step, facts) is False]
    return template.without(gone) if gone else template


def only_words(only: Only) -> str:
    """For which households a step is done, in words; empty where for all."""
    return clauses(_("{field}为{codes}").format(field=one.label, codes=listed(_names(one))) for one in conditions(only))


def _names(one: Condition) -> list[str]:
    spec = field_spec(one.path)
    return [code_list(spec.codes).shown(code) for code in one.codes]


def condition_words(template: Template, facts: Facts) -> Iterator[str]:
    """Why steps are, or are not, asked of this household; `template` is as the county has it for all."""
    for step in template.steps:
        asked = asked_of(step, facts)
        told = {"step": step.name, "only": only_words(step.only)}
        if asked is False:
            yield _("“{step}”只对一部分户办理（{only}），该户不用办").format(**told)
        elif asked is None:
            missing = listed(one.label for one in conditions(step.only, facts) if one.holds is None)
            text = _("“{step}”只对一部分户办理（{only}），该户没有填写{missing}，先按要办的处理")
            yield text.format(**told, missing=missing)
