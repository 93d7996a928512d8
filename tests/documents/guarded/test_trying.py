# SPDX-License-Identifier: MIT
"""A template is tried when it is checked: what printing would refuse is told at once, with its paragraph and a remedy."""

from __future__ import annotations

import pytest

from tests.documents.conftest import DAY
from tests.documents.guarded.making import document
from villagedesk.documents.facts.context import casefile_context, office_of
from villagedesk.documents.facts.formed import FORMED
from villagedesk.documents.guarded import trying
from villagedesk.documents.guarded.known import example_context, known_names
from villagedesk.documents.guarded.sampling import samples_of
from villagedesk.documents.guarded.trying import Sample, examine
from villagedesk.documents.volumes.volume import volume_context

FINE = "户主：{{ 户.户主姓名 }}"
# What reaches into Python, writes without end or takes all memory: what is said of it.
HOSTILE = {
    "{{ ''.__class__ }}": "请删去这一处",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}": "请删去这一处",
    "{{ 户['__class__'] }}": "请删去这一处",
    "{{ 户.户主姓名.__class__ }}": "请删去这一处",
    "{% if 户.户主姓名 == '没有的人' %}{{ 户.__init__ }}{% endif %}": "请删去这一处",  # where no household goes
    "{{ ''|attr('__class__') }}": "没有叫“attr”的处理方法",
    "{{ [户]|map(attribute='__class__')|list|join }}": "请删去这一处",
    "{{ '{0.__class__}'.format(户) }}": "请删去这一处",
    "{{ 家庭成员.append(1) }}": "请删去这一处",
    "{{ 'x' * 999999999 }}": "请删去这一处",
    "{{ '%999999999d' % 1 }}": "内存",
    "{{ 'x'|center(3000000000) }}": "内存",
    "{% for a in range(99999) %}{% for b in range(99999) %}x{% endfor %}{% endfor %}": "没有尽头",
    "{% for a in range(99999) %}{% for b in range(99999) %}{% set c = a %}{% endfor %}{% endfor %}": "还没有完",
    "{% macro m(x) %}{{ m(x) }}{% endmacro %}{{ m(1) }}": "RecursionError",
    "{% for a in range(10**7) %}x{% endfor %}": "OverflowError",
}


@pytest.mark.parametrize(("words", "said"), HOSTILE.items(), ids=HOSTILE)
def test_what_printing_would_refuse_is_told_by_the_check(words, said):
    report = examine("县里的表", document(FINE, words))
    assert not report.usable
    assert [said in fault.why for fault in report.faults] == [True], report.faults
    assert "请" in report.faults[0].why or "可以用" in report.faults[0].why
    shown = report.faults[0].paragraph
    assert words.startswith(shown.removesuffix("…"))
    assert shown


def test_members_within_members_within_members_are_a_loop_without_end():
    names = "abcdefghijkl"
    words = "".join(f"{{% for {one} in 家庭成员 %}}" for one in names) + "y" + "{% endfor %}" * len(names)
    report = examine("表", document(words))
    assert report.forbidden
    assert report.faults[0].paragraph.startswith("{% for a in 家庭成员 %}")


def test_a_sum_of_words_is_told_with_what_to_write_instead():
    report = examine("表", document("人多 {% if 户.家庭人口 > 3 %}是{% endif %}"))
    assert not report.usable
    assert not report.forbidden
    assert "户.家庭人口|int > 3" in report.faults[0].why
    assert examine("表", document("人多 {% if 户.家庭人口|int > 3 %}是{% endif %}")).usable


def real(label, case):
    facts = casefile_context(case, office_of(case.village), DAY)
    return Sample(label, volume_context(facts, (), None))


def test_what_only_some_households_have_not_the_facts_for_is_a_doubt_and_names_one(full, thin):
    content = document("{{ 1 / (致贫原因|length) }}")
    both = examine("表", content, samples=[real("2组 张三", full), real("3组 李四", thin)])
    assert both.usable
    assert [("3组 李四" in one.why, one.paragraph) for one in both.doubts] == [(True, "{{ 1 / (致贫原因|length) }}")]
    assert not examine("表", content, samples=[real("3组 李四", thin)]).usable
    assert examine("表", content).usable


@pytest.fixture(autouse=True)
def _patient(monkeypatch):
    """However busy the machine is."""
    monkeypatch.setattr(trying, "_LATE", 10_000.0)
    monkeypatch.setattr(trying, "_LEAST", 10_000.0)


def test_a_row_that_is_not_there_is_said_in_words(full):
    content = document("{{ 家庭成员[7].姓名 }} {{ 家庭成员[30].姓名 }}")
    report = examine("表", content, samples=[real("2组 张三", full)])
    assert not report.usable
    assert "这一行没有" in report.faults[0].why


def test_real_households_are_asked_for_only_when_the_template_is_well():
    asked = []

    def samples():
        asked.append(1)
        yield from ()

    examine("表", document("{{ ''.__class__ }}"), samples=samples())
    examine("表", document("{% for a in range(99999) %}{{ range(99999)|join('x') }}{% endfor %}"), samples=samples())
    assert asked == []
    assert examine("表", document(FINE), samples=samples()).usable
    assert asked == [1]


def test_what_is_hidden_from_the_example_is_found_with_a_real_household(full):
    words = "{% if 户.户主姓名 != '张三' %}{{ [户]|map(attribute='__class__')|list|join }}{% endif %}"
    assert full.head_name != "张三"
    assert examine("表", document(words)).usable
    report = examine("表", document(words), samples=[real("一户", full)])
    assert report.forbidden


def test_the_example_has_whatever_the_papers_of_a_household_have(full):
    facts, example = volume_context(casefile_context(full, office_of(full.village), DAY), (), None), example_context()
    facts.pop(FORMED)  # for the list of contents, of which an own template knows nothing
    assert set(facts) == set(example)
    for group, values in facts.items():
        rows = group in known_names().rows
        assert isinstance(example[group], list) == rows
        there, shown = (values[0] if values else {}, example[group][0]) if rows else (values, example[group])
        assert set(there) <= set(shown), group


def test_a_few_households_are_taken_from_all_over_the_file(store, village_of):
    ids = village_of(10)
    labels = [one.label for one in samples_of(store, ids, 2016, DAY)]
    assert len(labels) == 3
    assert [one.label for one in samples_of(store, ids[:1], 2016, DAY)] == labels[:1]
    assert list(samples_of(store, (), 2016, DAY)) == []
