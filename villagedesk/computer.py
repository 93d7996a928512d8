# SPDX-License-Identifier: MIT
"""What this computer is called."""

from __future__ import annotations

import os


def computer_name() -> str:
    """Its name in the network, written beside every change; empty if it has none. The module `platform` would load more."""
    return os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")
