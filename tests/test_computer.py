# SPDX-License-Identifier: MIT
from __future__ import annotations

import platform

from villagedesk.computer import computer_name
from villagedesk.settings import Settings


def test_the_computer_has_the_name_that_the_system_gives_it():
    assert computer_name() == platform.node()
    assert Settings().device == computer_name()
