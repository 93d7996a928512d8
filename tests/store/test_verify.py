# SPDX-License-Identifier: MIT
"""Tampering by SQL is noticed, wherever it is done (safety.md G34)."""

from __future__ import annotations

import pytest

from tests.conftest import PASSPHRASE
from tests.store.conftest import a_household
from villagedesk.store import engine, faults, pictures, verify
from villagedesk.store.file import open_file

TAMPERINGS = {
    "a value of a table": "UPDATE household SET phone = '13900000000'",
    "a value of the log": "UPDATE change SET value = '\"13900000000\"' WHERE field = 'phone'",
    "table and log alike": "UPDATE change SET value = '\"13900000000\"' WHERE field = 'phone'; UPDATE household SET phone = '13900000000'",
    "a first value": "UPDATE change SET value = replace(value, '2组', '3组') WHERE field = '' AND entity = 'household'",
    "a change taken out": "DELETE FROM change WHERE field = 'phone'",
    "a change slipped in": "INSERT INTO change SELECT 9999, batch, 99, entity, row, field, value FROM change WHERE field = 'phone'",
    "a batch taken out": "DELETE FROM batch WHERE label = '改'",
    "the author": "UPDATE batch SET who = '别人' WHERE label = '改'",
    "the time": "UPDATE batch SET at = '2020-01-01 00:00:00' WHERE label = '改'",
    "the label": "UPDATE batch SET label = '别的' WHERE label = '改'",
    "what a change replaced": "DELETE FROM change_over",
    "two changes swapped": "UPDATE change SET n = CASE n WHEN 0 THEN 9001 ELSE 9000 END WHERE batch = 2 AND n < 2; UPDATE change SET n = n - 9000 WHERE n >= 9000",
    "the heads": "DELETE FROM change_head",
    "a head too many": "INSERT INTO change_head VALUES ('h1', 'group', 1, 0)",
    "a row without a log": "INSERT INTO household (id, \"group\") VALUES ('x', '9组')",
    "a row taken out": "DELETE FROM member WHERE id = 'h1-m1'",
    "the list": "UPDATE household_list SET head_name = '别人'",
    "the recycle bin": "UPDATE household SET removed = '悄悄删'",
    "not applicable": "UPDATE household SET not_applicable = ' phone '",
}


@pytest.fixture
def sound(store):
    a_household(store)
    with store.change("改") as change:
        change.put("household", "h1", {"phone": "13800001111"})
        change.put("member_year", "h1-y1", {"health": ("4",)})
    found = verify.verify(store)
    assert found.ok
    assert (found.batches, found.rows) == (3, 7)
    return store


@pytest.mark.parametrize("how", TAMPERINGS)
def test_tampering_is_noticed_with(sound, how):
    with engine.unlocked(sound.connection):
        for statement in TAMPERINGS[how].split("; "):
            sound.connection.execute(statement)
    found = verify.verify(sound)
    assert not found.ok
    assert not any("138" in fault or "高凤珍" in fault for fault in found.faults)


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ("a value of a table", "户（标识 h1）与按修改记录重算的结果不符"),
        ("a row without a log", "户（标识 x）没有修改记录"),
        ("the list", "户列表与重新汇总的结果不符"),
        ("the heads", "户（标识 h1）的“联系电话”现行值记录与修改记录不符"),
    ],
)
def test_faults_are_named_in_the_users_words(sound, how, said):
    with engine.unlocked(sound.connection):
        for statement in TAMPERINGS[how].split("; "):
            sound.connection.execute(statement)
    assert said in verify.verify(sound).faults


def test_a_photo_that_is_not_what_its_record_says_is_noticed_and_one_that_is_lost_is_named(sound):
    digest = pictures.keep(sound, "image/jpeg", b"photo")
    with sound.change("照片") as change:
        change.put("household", "h1", {"head_photo": digest})
    found = verify.verify(sound)
    assert (found.ok, found.lost) == (True, [])
    with engine.unlocked(sound.connection):
        sound.connection.execute("UPDATE picture SET content = x'00'")
    assert verify.verify(sound).faults == [f"照片（标识 {digest[:8]}）的内容与校验值不符"]
    with engine.unlocked(sound.connection):
        sound.connection.execute("DELETE FROM picture")
    found = verify.verify(sound)
    assert (found.ok, found.lost) == (True, [("household", "h1", "head_photo")])


def test_a_flipped_bit_in_any_page_is_noticed(new_store):
    store = new_store("密档", passphrase=PASSPHRASE)
    a_household(store)
    path = store.path
    store.close()
    content = path.read_bytes()
    for page in range(1, len(content) // 4096, 7):
        damaged = bytearray(content)
        damaged[page * 4096 + 1234] ^= 0x10
        path.write_bytes(damaged)
        try:
            store = open_file(path, PASSPHRASE)
        except faults.FileDamaged:
            continue  # noticed even earlier
        with store:
            assert not verify.verify(store).ok, page


def test_proving_changes_nothing(sound):
    before = sound.value("SELECT total_changes()"), sound.query("SELECT * FROM household_list")
    verify.verify(sound)
    assert sound.query("SELECT * FROM household_list") == before[1]
    assert not sound.connection.in_transaction
    with pytest.raises(engine.OperationalError):
        sound.connection.execute("DELETE FROM household")
