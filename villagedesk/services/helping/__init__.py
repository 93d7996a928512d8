# SPDX-License-Identifier: MIT
"""Help by people: visits that are due, and households that pass from one cadre to another."""
