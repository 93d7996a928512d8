# SPDX-License-Identifier: MIT
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from villagedesk.store import engine, households, projection, rewording, search, undo
from villagedesk.store.file import Opening, open_file
from villagedesk.store.households import Query
from villagedesk.store.pinyin import readings, sort_key, syllables
from villagedesk.store.projection import counting_key

PEOPLE = {
    "h1": ("曾大明", "510199197402249327", "13800001111", "51019900010001", "2组"),
    "h2": ("单小芳", "510199198506063021", "15912345678", "51019900010002", "10组"),
    "h3": ("阿依古丽·买买提", "653101199001010024", None, "51019900010013", "2组"),
    "h4": ("𠮷田", None, "028-87654321", None, "三组"),
}


@pytest.fixture
def filled(store):
    with store.change("登记") as change:
        for key, (name, number, phone, hh_no, group) in PEOPLE.items():
            change.put("household", key, {"group": group, "phone": phone, "hh_no": hh_no})
            change.put("member", f"{key}-m", {"household": key, "name": name, "id_no": number, "position": 1})
            change.put("member_year", f"{key}-y", {"member": f"{key}-m", "year": 2025, "relation": "head"})
        change.put("member", "h1-m2", {"household": "h1", "name": "王建国", "position": 2})
    return store


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("曾", {"h1"}), ("大明", {"h1"}), ("zengdaming", {"h1"}), ("ceng", {"h1"}), ("zdm", {"h1"}), ("dm", {"h1"}), ("ZDM", {"h1"}),
        ("shanxiaofang", {"h2"}), ("danxiao", {"h2"}), ("古丽", {"h3"}), ("买买提", {"h3"}), ("aygl", {"h3"}), ("𠮷", {"h4"}),
        ("王建国", {"h1"}), ("wjg", {"h1"}), ("19740224", {"h1"}), ("9327", {"h1"}), ("0224932", {"h1"}), ("510199", {"h1", "h2", "h3"}),
        ("51019919", {"h1", "h2"}), ("0199000", {"h1", "h2", "h3"}), ("5101990001001", {"h3"}), ("5101991974", {"h1"}), ("0199197", {"h1"}), ("1111", {"h1"}), ("5678", {"h2"}), ("8765", {"h4"}),
        ("0013", {"h3"}), ("51019900010002", {"h2"}), ("2组", {"h1", "h3"}), ("2组 曾", {"h1"}), ("曾　2组", {"h1"}), ("曾 10组", set()),
        ("１９７４０２２４", {"h1"}), ("没有此人", set()), ("%", {"h1", "h2", "h3", "h4"}), ("' OR 1=1", set()), ('"', {"h1", "h2", "h3", "h4"}),
    ],
)  # fmt: skip
def test_a_household_is_found_by(filled, typed, found):
    assert set(households.ids(filled, Query(text=typed))) == found


def test_search_follows_changes_and_removals(filled):
    with filled.change("改名") as change:
        change.put("member", "h1-m", {"name": "钱多多"})
        change.remove("member", ["h1-m2"], "误登")
        change.remove("household", ["h2"], "重复")
    assert households.ids(filled, Query(text="曾")) == []
    assert households.ids(filled, Query(text="qdd")) == ["h1"]
    assert households.ids(filled, Query(text="王建国")) == []
    assert households.ids(filled, Query(text="单小芳")) == []


def test_what_is_not_searched_for_leaves_the_search_as_it_was(filled):
    with filled.change("登记走访") as change:
        change.put("visit", "v1", {"household": "h1", "date": "2025-11-20", "visitors": "王小明"})
    assert households.ids(filled, Query(text="zdm")) == ["h1"]
    with filled.change("换户主") as change:
        change.put("member_year", "h1-y", {"relation": "other"})
        change.put("member_year", "h1-y2", {"member": "h1-m2", "year": 2025, "relation": "head"})
    assert households.ids(filled, Query(text="zdm")) == ["h1"]
    assert [line.head_name for line in households.page_all(filled, households.keys(filled, Query(text="wjg")))] == [
        "王建国"
    ]


def all_words(store):
    """Every search word with the household in whose document it stands."""
    with engine.unlocked(store.connection):
        store.connection.execute("CREATE VIRTUAL TABLE temp.every_word USING fts5vocab(main, finder, instance)")
        found = store.query("SELECT term, l.id FROM every_word JOIN household_list l ON l.key = doc ORDER BY 1, 2")
        store.connection.execute("DROP TABLE temp.every_word")
    return found


def every_line(store):
    return store.query("SELECT * FROM household_list ORDER BY id")


EDITS = [
    ("household", "h1", {"address": "新屋场18号"}), ("household", "h1", {"group": "9组"}), ("household", "h1", {"hh_no": "51019900019999"}),
    ("household", "h1", {"local_no": "0088"}), ("household", "h1", {"phone": "13922223333"}), ("member", "h1-m", {"name": "曾小明"}),
    ("member", "h1-m", {"id_no": "510199197402249343"}), ("member", "h1-m", {"card_no": "51019919740224932743"}), ("member", "h1-m", {"phone": "13944445555"}),
    ("member", "h1-m2", {"household": "h2"}), ("member", "new", {"household": "h2", "name": "钱多多"}), ("cadre", "c1", {"name": "周帮扶"}),
    ("pairing", "p1", {"end": "2025-06-30"}), ("pairing", "p1", {"household": "h3"}), ("pairing", "p1", {"cadre": "c2"}), ("pairing", "p2", {"household": "h2", "cadre": "c2", "start": "2025-01"}),
    ("member", "h1-m", {"left": "2025-03-01"}), ("member", "h1-m", {"counted": False}), ("member", "h1-m2", {"merged_into": "h1-m"}), ("member", "h1-m", {"position": 9}),
    ("member_year", "h1-y", {"relation": "other"}), ("member_year", "h1-y", {"member": "h2-m"}), ("member_year", "h1-y", {"year": 2023}), ("member_year", "y9", {"member": "h1-m2", "year": 2025, "relation": "head"}),
    ("household_year", "hy", {"attribute": "low_income"}), ("household_year", "hy", {"year": 2023}), ("household_year", "hy", {"household": "h2"}),
    ("household_year", "hy", {"exit_status": "exited"}), ("household_year", "hy", {"household_type": "poor"}), ("household_year", "hy", {"farmland": 200}), ("household_year", "hz", {"household": "h1", "year": 2026}),
    ("cause", "k1", {"code": "disability"}), ("cause", "k1", {"rank": "other"}), ("cause", "k1", {"year": 2023}), ("cause", "k1", {"household": "h2"}), ("visit", "w1", {"date": "2025-09-09"}), ("visit", "w1", {"household": "h2"}),
    ("visit", "w2", {"household": "h1", "date": "2025-10-10"}), ("village", "v1", {"name": "新村"}), ("household", "h1", {"village": "v2"}), ("household", "h9", {"hh_no": "51019900010099"}),
    ("member", "h1-m", {"note": "无关"}), ("household", "h1", {"bank": "示范县农村商业银行"}),
]  # fmt: skip


@pytest.mark.parametrize(("entity", "row", "values"), EDITS)
def test_search_words_and_list_follow_every_edit_and_its_undoing(filled, entity, row, values):
    with filled.change("结对") as change:
        change.put("cadre", "c1", {"name": "吴干部"})
        change.put("cadre", "c2", {"name": "郑干部"})
        change.put("pairing", "p1", {"household": "h1", "cadre": "c1", "start": "2025-01-01"})
        change.put("village", "v1", {"name": "清溪村"})
        change.put("village", "v2", {"name": "上坝村"})
        change.put("household", "h1", {"village": "v1"})
        change.put("household_year", "hy", {"household": "h1", "year": 2025, "attribute": "general"})
        change.put("household_year", "hx", {"household": "h1", "year": 2024, "attribute": "destitute"})
        change.put("cause", "k1", {"household": "h1", "year": 2025, "rank": "main", "code": "illness"})
        change.put("cause", "k2", {"household": "h1", "year": 2024, "rank": "main", "code": "schooling"})
        change.put("visit", "w1", {"household": "h1", "date": "2025-05-05"})
    first = all_words(filled), every_line(filled)
    with filled.change("改") as change:
        change.put(entity, row, values)
    assert_derived_anew_is_the_same(filled)
    undo.undo(filled)
    assert (all_words(filled), every_line(filled)) == first
    assert_derived_anew_is_the_same(filled)
    undo.redo(filled)
    assert_derived_anew_is_the_same(filled)
    with filled.change("删") as change:
        change.remove(entity, [row], "误登")
    assert_derived_anew_is_the_same(filled)


def assert_derived_anew_is_the_same(store):
    words, lines = all_words(store), every_line(store)
    with store.writing() as connection:
        projection.refresh(connection, [row for (row,) in store.query("SELECT id FROM household")])
    assert all_words(store) == words
    assert every_line(store) == lines


def test_making_a_line_anew_does_not_read_through_all_households(filled):
    with filled.writing() as connection:
        projection.with_ids(connection, ["h1"])
        steps = [
            row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {projection.lines_query(projection._FACTS)}")
        ]
    assert [step for step in steps if step.startswith("SCAN h")] == []
    assert steps[0].startswith("SCAN w")


@pytest.mark.parametrize(
    ("typed", "group", "found"),
    [
        ("5101 曾", None, {"h1"}), ("曾 0199", None, {"h1"}), ("5101 510199", None, {"h1", "h2", "h3"}), ("5101991974 5101", None, {"h1"}),
        ("5101991974 单", None, set()), ("510199 6531", None, {"h3"}), ("653101 h", None, set()), ("5101 6531 aygl", None, {"h3"}),
        ("5101", "2组", {"h1", "h3"}), ("5101991985 单", "10组", {"h2"}), ("5101991985", "2组", set()), ("曾", "10组", set()), ("曾", "2组", {"h1"}),
        ("5101", "三组", set()),
    ],
)  # fmt: skip
def test_words_numbers_and_filters_hold_together(filled, typed, group, found):
    filters = (("grp", group),) if group else ()
    assert set(households.ids(filled, Query(text=typed, filters=filters))) == found


@pytest.mark.parametrize("typed", ["王", "wang xiao", "5101", "王 5101"])
def test_a_search_stops_only_after_looking_at_everything_asked_for(store, typed):
    with store.change("登记") as change:
        for number in range(30):
            group = "2组" if number % 10 == 9 else "1组"
            change.put("household", f"h{number:02d}", {"group": group, "hh_no": f"5101990001{number:04d}"})
            facts = {"household": f"h{number:02d}", "name": "王小明", "id_no": "510199197402249327"}
            change.put("member", f"m{number:02d}", facts)
            change.put("member", f"n{number:02d}", {"household": f"h{number:02d}", "name": "李小芳"})

    def found(filters, limit):
        where, parameters = search.condition(store, typed, filters, limit)
        return {row for (row,) in store.query(f"SELECT id FROM household_list WHERE {where}", parameters)}

    assert found([("grp", "2组")], 5) == {"h09", "h19", "h29"}
    assert len(found([], 5)) == len(found([("grp", "1组")], 5)) == 5
    assert len(found([], 40)) == 30


@given(st.text(max_size=30))
def test_nothing_that_can_be_typed_breaks_the_search(text):
    for term in search.terms(text):
        assert term
        assert '"' not in term


@pytest.mark.parametrize(
    "typed",
    ['a" OR "b', "NEAR(a b)", "a*", "^a", "-a", "a:b", "(", "a AND", "\x00", "＊", "a_b", "_", "5101_1", "ὖα", "ᦵᦲᧈ"],
)
def test_search_syntax_has_no_meaning(filled, typed):
    households.ids(filled, Query(text=typed))


def test_surnames_are_read_as_surnames():
    for name, read in {
        "曾参": "zeng",
        "单雄信": "shan",
        "仇英": "qiu",
        "解晓东": "xie",
        "区小明": "ou",
        "尉迟恭": "yuchi",
        "查良镛": "zha",
    }.items():
        assert syllables(name)[0] == read


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("张乐", ("zhangle", "zhangyue", "zl", "zy", "yue")), ("李朝阳", ("lichaoyang", "lizhaoyang", "lcy", "lzy")),
        ("王长乐", ("wangchangle", "wangzhangyue", "wcl", "wzy")), ("单乐", ("shanyue", "danle")), ("尉迟晟", ("yuchisheng", "weichicheng")),
    ],
)  # fmt: skip
def test_a_name_with_several_readings_is_found_by_each(store, name, typed):
    with store.change("登记") as change:
        change.put("household", "h1", {"group": "2组"})
        change.put("member", "h1-m", {"household": "h1", "name": name})
    for one in typed:
        assert households.ids(store, Query(text=one)) == ["h1"], one
    assert households.ids(store, Query(text="hang")) == []


def test_the_readings_of_a_name_are_bounded_and_begin_with_the_usual_one():
    assert readings("乐长朝行曾")[0] == ["yue", "zhang", "chao", "xing", "ceng"]
    assert len(readings("乐长朝行曾")) == 8
    assert readings("李小明") == [["li", "xiao", "ming"]]
    assert readings("曾明") == [["zeng", "ming"], ["ceng", "ming"]]


def test_a_file_of_an_earlier_program_gets_its_words_when_it_is_opened(tmp_path, new_store):
    store = new_store()
    with store.change("登记") as change:
        for row, name in (("h1", "张乐"), ("h2", "李明")):
            change.put("household", row, {"group": "2组"})
            change.put("member", f"{row}-m", {"household": row, "name": name})
    with store.local() as connection:  # as an earlier program left it
        connection.execute("DELETE FROM file_info WHERE key = ?", (rewording.KEY,))
        connection.execute("DELETE FROM finder")
        rows = connection.execute("SELECT key, id FROM household_list").fetchall()
        connection.executemany(
            "INSERT INTO finder (rowid, words) VALUES (?, ?)",
            [(key, {"h1": "张乐 zhangle zl", "h2": "李明 liming"}[row]) for key, row in rows],
        )
    assert households.ids(store, Query(text="zhangyue")) == []
    path = store.path
    store.close()
    with open_file(path, "", Opening(any_drive=True)) as again:
        assert households.ids(again, Query(text="zhangyue")) == ["h1"]
        assert households.ids(again, Query(text="liming")) == ["h2"]
        assert rewording.bring_in_line(again) == 0


def test_names_sort_by_pinyin():
    assert sorted(["王五", "曾一", "阿里", "李四"], key=sort_key) == ["阿里", "李四", "王五", "曾一"]


def test_groups_sort_as_people_count():
    groups = ["10组", "2组", "一组", "十二组", "三组", "1组"]
    assert sorted(groups, key=counting_key) == ["一组", "1组", "2组", "三组", "10组", "十二组"] or sorted(
        groups, key=counting_key
    ) == ["1组", "一组", "2组", "三组", "10组", "十二组"]
