# SPDX-License-Identifier: MIT
from __future__ import annotations

import pytest

from tests.conftest import PASSPHRASE, TOWNSHIP, VILLAGE
from villagedesk.errors import Refused
from villagedesk.models.catalogue.place import Village
from villagedesk.services.opening import files
from villagedesk.store import history, reads
from villagedesk.store.file import open_file


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": "  "}, "没有填写"), ({"name": "村" * 41}, "最多40个字"), ({"code": "5101991002"}, "12位"), ({"code": "51019910020X"}, "12位"),
        ({"code": "５１０１９９１００２０１"}, "12位"), ({"year": 1999}, "2013到2050"), ({"scope": "township"}, "9位"),
    ],
)  # fmt: skip
def test_a_wrong_answer_names_field_value_rule_and_remedy(tmp_path, change, said):
    with pytest.raises(Refused, match=said):
        files.create_village_file(tmp_path / "a.village", "", VILLAGE._replace(**change))
    assert list(tmp_path.glob("*.village")) == []


def test_a_village_file_knows_its_village_and_that_is_its_first_action(new_store):
    store = new_store()
    village = reads.get(store, Village, files.village_id(VILLAGE.code))
    assert (village.name, village.code, village.township, village.county) == (
        "清溪村",
        VILLAGE.code,
        "示范镇",
        "示范县",
    )
    assert [line.label for line in history.batches(store)] == ["建立村档：清溪村"]
    assert files.villages(store) == {village.id: "清溪村"}


def test_a_township_file_begins_without_villages(new_store):
    store = new_store("镇", wanted=TOWNSHIP)
    assert files.villages(store) == {}
    assert store.info.scope == "township"


def test_the_suffix_is_added_where_it_was_forgotten(tmp_path):
    with files.create_village_file(tmp_path / "清溪村", PASSPHRASE, VILLAGE) as store:
        assert store.path.name == "清溪村.village"


def test_the_working_year_is_kept_in_the_file(new_store):
    store = new_store()
    files.set_working_year(store, 2018)
    path = store.path
    store.close()
    with open_file(path, "") as again:
        assert again.info.year == 2018
        with pytest.raises(Refused, match="2013到2050"):
            files.set_working_year(again, 3000)
