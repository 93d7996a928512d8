# SPDX-License-Identifier: MIT
"""The parts of the conflict page: choices, the table, the sides in full, marked differences."""
