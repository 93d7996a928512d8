# SPDX-License-Identifier: MIT
"""Papers of the books of a village (台账): declared in one place, filled in from the catalogue, remembered when printed."""
