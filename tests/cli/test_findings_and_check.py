# SPDX-License-Identifier: MIT
"""`villagedesk findings` lists what `villagedesk check` counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    Cli = Callable[..., Any]


def test_the_list_of_doubts_holds_what_the_check_counts(cli: Cli, tmp_path: Path) -> None:
    from villagedesk.demo.practice import make_practice_file

    path = make_practice_file(tmp_path / "p")
    counted = cli("check", path, "--json").json["findings"]
    listed = cli("findings", path, "--json")
    assert listed.code == 0
    assert listed.json["by_level"]["error"] == counted["errors"] > 0
    assert listed.json["by_level"]["doubt"] == counted["doubts"] > 0
    assert listed.json["by_code"] == counted["by_code"]
    assert counted["by_code"]["J12"] == 1  # of the village itself
    more = cli("findings", path, "--json", "--unjudged").json["findings"]
    assert any(one["level"] == "unjudged" for one in more)
