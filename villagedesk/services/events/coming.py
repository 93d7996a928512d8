# SPDX-License-Identifier: MIT
"""Somebody comes into the household: birth, marriage, moving in, coming back; and joining the army, where one stays in it.

Who is on record in another household of the file is moved with the whole history, and not entered a second time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _, listed
from villagedesk.models.catalogue.change import HouseholdChange
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.models.checks.others import place_of
from villagedesk.models.headship import FEMALE
from villagedesk.models.kinship import newborn
from villagedesk.models.membership import reason_of, reason_of_return
from villagedesk.models.relations import sex_of
from villagedesk.models.values.dates import age_on
from villagedesk.models.values.identity import comparable, read_id
from villagedesk.models.values.show import heading_of, shown
from villagedesk.services.events.ending import end_of, still_stands
from villagedesk.services.events.family import Family, name_of
from villagedesk.services.events.heads import one_of_each
from villagedesk.services.events.recording import (
    NOTHING,
    checked_day,
    checked_stay,
    ended_pairings,
    evidence_of,
    field_name,
    kept,
    of_person,
    title_of,
    year_of,
)
from villagedesk.services.events.wanted import NotThisWay, Plan, Proposal, RelationLine
from villagedesk.services.keeping.records import Edit
from villagedesk.store import lookalikes, reads

if TYPE_CHECKING:
    from villagedesk.models.catalogue.member import Member
    from villagedesk.models.catalogue.spec import Value
    from villagedesk.services.events.wanted import Wanted
    from villagedesk.store.lookalikes import Registered

_FERTILE: Final = (15, 49)  # as statistics of population count them; for proposals only
_ENLISTED_FROM: Final = 17  # 兵役法 (2021) article 20: 18, volunteers from 17
_AS_VILLAGER: Final = ("medical", "low_income", "destitute", "public_post", "public_post_months")
_FACTS: Final = ("name", "sex", "birth", "id_no", "ethnic", "phone")


def come(family: Family, wanted: Wanted) -> Plan:
    """A newborn, or somebody who marries or moves in."""
    still_stands(family)
    number = wanted.person.get("id_no")
    known = _registered(family, str(number)) if number else None
    if known is not None and wanted.kind != "birth":
        return _move_here(family, wanted, known)
    if known is not None:
        text = _("证件号码{number}已登记在{place}的“{name}”名下。请核对号码。")
        place = place_of(known.village, known.group, known.head)
        raise NotThisWay(text.format(number=number, place=place, name=known.name))
    given = {key: wanted.person[key] for key in _FACTS if wanted.person.get(key)}
    _complete(wanted, given)
    day = checked_day(family.store, wanted)
    born = day if wanted.kind == "birth" else given.get("birth")
    if isinstance(born, str) and day < born:
        text = _("{event}日期“{day}”早于“{name}”的出生日期{birth}。请核对日期和出生日期。")
        raise NotThisWay(text.format(event=title_of(wanted.kind), day=day, name=given["name"], birth=born))
    relation = _relation(family, wanted)
    present: dict[str, Value] = {
        "household": family.household.id, "position": family.next_position(), **given, "birth": born,
        "join_reason": reason_of(wanted.kind), "joined": day, **evidence_of(wanted),
    }  # fmt: skip
    edits = [Edit("member", "", {key: value for key, value in present.items() if value is not None}, "who")]
    years = family.years_from(year_of(day))
    edits += [Edit("member_year", "", {"member": "@who", "year": year, "relation": relation}) for year in years]
    edits.append(of_person(wanted, "@who", target=family.household.id))
    label = _("{event}：{name}").format(event=title_of(wanted.kind), name=given["name"])
    return Plan(label, tuple(edits), reminders=tuple(_doubts(family, given, born, relation)))


def newborn_relation(family: Family, date: str, sex: str) -> str:
    """What a child born on a day is to the head, where the women who live here leave no doubt of it; else empty."""
    if not date:
        return ""
    women = [one for one in family.present if one.sex == FEMALE]
    able = [one for one in women if not one.birth or _FERTILE[0] <= age_on(one.birth, date) <= _FERTILE[1]]
    return newborn((family.relation_of(one.id) for one in able), sex)


def _complete(wanted: Wanted, given: dict[str, Value]) -> None:
    needed = ("name", "sex") if wanted.kind == "birth" else ("name",)
    for key in needed:
        if not given.get(key):
            text = _("{field}没有填写。请填写后再登记。")
            raise NotThisWay(text.format(field=field_name(f"member.{key}")))


def _relation(family: Family, wanted: Wanted) -> str:
    """The relation to the head of somebody who comes in.

    Raises:
        NotThisWay: it is missing, or somebody else has the place that can be taken once.
    """
    code = str(wanted.person.get("relation") or "")
    if not code:
        raise NotThisWay(_("{field}没有填写。请选择后再登记。").format(field=field_name("member_year.relation")))
    taken = {family.relation_of(one.id): one for one in family.present}
    if code == "head" and family.present:
        text = _("与户主关系“户主”：本户已有成员。请先登记进户，再用“更换户主”。")
        raise NotThisWay(text)
    if code == "spouse" and code in taken:
        text = _("与户主关系“配偶”：户主已有配偶“{name}”在户。已离婚或去世的请先登记；另有关系的请改选。")
        raise NotThisWay(text.format(name=name_of(taken[code])))
    if code == "spouse" and wanted.kind == "birth":
        raise NotThisWay(_("与户主关系“配偶”：新生儿不能是配偶。请改选。"))
    return code


def _doubts(family: Family, given: dict[str, Value], born: Value, relation: str) -> list[str]:
    """What contradicts itself in the facts of somebody new; it can be entered, and is an error on official papers."""
    found, sex, number = [], given.get("sex"), given.get("id_no")
    if sex and sex_of(relation) and sex != sex_of(relation):
        text = _("与户主关系“{relation}”与性别“{sex}”不符，请核对关系和性别")
        words = shown(field_spec("member_year.relation"), relation), shown(field_spec("member.sex"), sex)
        found.append(text.format(relation=words[0], sex=words[1]))
    if not isinstance(number, str):
        return found
    reading = read_id(number, family.store.clock().date())
    if reading.faults:
        return [*found, _("证件号码{number}不合规则，可以先登记，正式打印前须改正").format(number=number)]
    if born and reading.birth and reading.birth != born:
        found.append(_("出生日期{born}与证件号码中的{birth}不同，请核对").format(born=born, birth=reading.birth))
    if sex and reading.sex and reading.sex != sex:
        text = _("性别“{sex}”与证件号码不符，请核对性别和号码")
        found.append(text.format(sex=shown(field_spec("member.sex"), sex)))
    return found


def _registered(family: Family, number: str) -> Registered | None:
    """Who carries an identity number in this file already.

    Raises:
        NotThisWay: several do, or the person is in this very household.
    """
    found = [one for one in lookalikes.called(family.store, number) if comparable(one.id_no) == comparable(number)]
    if len(found) > 1:
        text = _("证件号码{number}在本文件中有{count}人登记。请先在“疑似同一人”中并为一人，再登记。")
        raise NotThisWay(text.format(number=number, count=len(found)))
    if not found:
        return None
    one = found[0]
    if one.household == family.household.id:
        text = (
            _("“{name}”（{number}）已在本户登记，减少过的请用“返回”。")
            if one.left
            else _("“{name}”（{number}）已经在本户。请核对号码。")
        )
        raise NotThisWay(text.format(name=one.name, number=number))
    if one.leave_reason == "death":
        text = _("证件号码{number}是{place}已登记死亡的“{name}”。请核对号码。")
        raise NotThisWay(text.format(number=number, place=place_of(one.village, one.group, one.head), name=one.name))
    return one


def _move_here(family: Family, wanted: Wanted, known: Registered) -> Plan:
    """Somebody from another household of this file moves here with his years and his history."""
    former = Family(family.store, known.household)
    who = former.on_record(known.id)
    checked_day(family.store, wanted, [who])
    checked_stay(wanted, [who])
    if wanted.date < (who.left or ""):
        text = _("{event}日期“{day}”早于“{name}”从原户减少的日期{left}。请核对这两个日期。")
        raise NotThisWay(text.format(event=title_of(wanted.kind), day=wanted.date, name=name_of(who), left=who.left))
    staying = [one for one in former.present if one.id != who.id]
    if former.head and former.head.id == who.id and staying:
        text = _("“{name}”是{place}的户主，那里还有{count}人。请先在那一户更换户主。")
        place = place_of(known.village, known.group, known.head)
        raise NotThisWay(text.format(name=known.name, place=place, count=len(staying)))
    relation = _relation(family, wanted)
    position = family.next_position()
    origin = None if who.left and who.left < wanted.date else former.household.id  # in between he was nowhere
    edits = [
        *kept(family.store, who),
        moved(who, wanted, family.household.id, reason_of(wanted.kind), position),
        *family.relation_edits(who.id, relation, year_of(wanted.date), former.facts_of(who.id)),
        of_person(wanted, who.id, origin=origin, target=family.household.id),
    ]
    proposals = []
    if not staying and not former.household.ended:
        text = _("原来的户已无人：注销“{name}户”（{day}），结束全部结对").format(name=former.name, day=wanted.date)
        pairings = [edit for _text, own in ended_pairings(former, wanted).values() for edit in own]
        proposals.append(Proposal("dissolved", text, (*end_of(former, wanted, "dissolved"), *pairings)))
    text = _("该证件号码已登记在{place}的“{name}”名下：将连同历年资料迁入本户，不重复登记")
    reminder = text.format(place=place_of(known.village, known.group, known.head), name=known.name)
    label = _("{event}：{name}").format(event=title_of(wanted.kind), name=name_of(who))
    return Plan(label, tuple(edits), proposals=tuple(proposals), reminders=(reminder,))


def moved(who: Member, wanted: Wanted, household: str, reason: str, position: int) -> Edit:
    """The present fields of somebody who goes to another household of this file; `household` may be "@token"."""
    place: dict[str, Value] = {
        "household": household,
        "position": position,
        "joined": wanted.date,
        "join_reason": reason,
    }
    return Edit("member", who.id, {**place, "left": None, "leave_reason": None, **evidence_of(wanted)})


def come_back(family: Family, wanted: Wanted) -> Plan:
    """Somebody who left comes back: from prison, from the army, found again."""
    still_stands(family)
    if len(wanted.members) != 1:
        raise NotThisWay(_("请选择返回的是哪一名成员。"))
    who = family.on_record(wanted.members[0])
    checked_day(family.store, wanted, [who])
    label = _("{event}：{name}").format(event=title_of(wanted.kind), name=name_of(who))
    if who in family.present:
        serving = [one for one in family.facts_of(who.id) if one.soldier is True and _from(one.year, wanted)]
        if not serving:
            text = _("“{name}”在户内，没有减少，也不是现役军人，不用登记返回。")
            raise NotThisWay(text.format(name=name_of(who)))
        edits = [Edit("member_year", one.id, {"soldier": False}) for one in serving]
        here = family.household.id  # he was a member all the time: the record leads from home to home
        return Plan(label, (*edits, of_person(wanted, who.id, origin=here, target=here)))
    if who.leave_reason == "death":
        text = _("“{name}”已于{day}登记死亡，不能返回。登记错了的，请撤销或改正死亡登记。")
        raise NotThisWay(text.format(name=name_of(who), day=who.left))
    if wanted.date < (who.left or ""):
        text = _("返回日期“{day}”早于“{name}”的减少日期{left}。请核对日期。")
        raise NotThisWay(text.format(day=wanted.date, name=name_of(who), left=who.left))
    line = _relation_on_return(family, wanted, who)
    reason = reason_of_return(who.leave_reason)
    edits = [
        *kept(family.store, who),
        moved(who, wanted, family.household.id, reason, family.next_position()),
        *family.relation_edits(who.id, line.chosen, year_of(wanted.date)),
        of_person(wanted, who.id, target=family.household.id),
    ]
    lines = (line,) if family.present else ()
    return Plan(label, tuple(edits), lines)


def _relation_on_return(family: Family, wanted: Wanted, who: Member) -> RelationLine:
    """As it was, unless the household has got another head meanwhile, or another spouse of the head."""
    before = family.relation_of(who.id)
    taken = {family.relation_of(one.id) for one in family.present}
    changed = any(
        one.kind == "head" and (one.date or "") >= (who.left or "")
        for one in reads.of_owner(family.store, HouseholdChange, family.household.id)
    )
    same = not changed and not (before in {"head", "spouse"} and before in taken)
    proposed = before if same or not family.present else ""
    chosen = wanted.relations.get(who.id, proposed)
    line = RelationLine(who.id, name_of(who), who.sex or "", before, proposed, bool(proposed), chosen)
    if family.present and (chosen != "head" or "head" in taken):
        one_of_each([line])
    if chosen == "spouse" and "spouse" in taken:
        raise NotThisWay(_("与户主关系“配偶”：户主已有配偶在户。请改选关系。"))
    return line


def _from(year: Value, wanted: Wanted) -> bool:
    return isinstance(year, int) and year >= year_of(wanted.date)


def enlist(family: Family, wanted: Wanted) -> Plan:
    """A member joins the army: he stays a member (domain.md §2.3), and is marked as serving from that year on."""
    still_stands(family)
    if len(wanted.members) != 1:
        raise NotThisWay(_("请选择参军的是哪一名成员。"))
    who = family.living_here(wanted.members[0])
    checked_day(family.store, wanted, [who])
    own = [one for one in family.facts_of(who.id) if _from(one.year, wanted)]
    if own and all(one.soldier is True for one in own):
        text = _("“{name}”在{years}年度已登记为现役军人。请核对是否重复登记。")
        raise NotThisWay(text.format(name=name_of(who), years=own[0].year))
    edits = [Edit("member_year", one.id, {"soldier": True}) for one in own if one.soldier is not True]
    if not own:
        year, relation = family.years_from(year_of(wanted.date))[-1], family.relation_of(who.id)
        edits = [Edit("member_year", "", {"member": who.id, "year": year, "relation": relation, "soldier": True})]
    edits.append(of_person(wanted, who.id))
    word = shown(field_spec("member_change.kind"), wanted.kind)
    label = _("{event}：{name}").format(event=word, name=name_of(who))
    return Plan(label, tuple(edits), reminders=tuple(_on_enlisting(family, wanted, who)))


def _on_enlisting(family: Family, wanted: Wanted, who: Member) -> list[str]:
    """He still counts here; what he has as a villager has to be looked at by whoever pays or collects it."""
    found, name = [], name_of(who)
    if who.birth and (age := age_on(who.birth, wanted.date)) < _ENLISTED_FROM:
        text = _("“{name}”参军时只有{age}岁（不满{least}岁不征集），请核对参军日期和出生日期")
        found.append(text.format(name=name, age=age, least=_ENLISTED_FROM))
    if family.last_head == who.id and len(family.present) > 1:
        text = _("“{name}”是户主，参军后仍是；要由在家的人当户主的，请登记“更换户主”")
        found.append(text.format(name=name))
    of_year = next((one for one in family.facts_of(who.id) if one.year == year_of(wanted.date)), None)
    keys = [key for key in _AS_VILLAGER if of_year and getattr(of_year, key) not in NOTHING]
    if keys:
        fields = listed(heading_of(field_spec(f"member_year.{key}")) for key in keys)
        text = _("“{name}”{year}年度登记有{fields}；参军后由军队保障，请通知停保、停发或核减")
        found.append(text.format(name=name, year=year_of(wanted.date), fields=fields))
    return found
