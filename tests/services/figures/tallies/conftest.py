# SPDX-License-Identifier: MIT
"""The family of the events, whose history the roll-ups tell."""

from tests.services.events.conftest import family

__all__ = ["family"]
