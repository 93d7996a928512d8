# SPDX-License-Identifier: MIT
"""Printed papers on the screen: how they stand, printing them again, noting what became of them, looking at them."""
