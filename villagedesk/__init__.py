# SPDX-License-Identifier: MIT
"""VillageDesk (村档): offline case files of poor households, entered once, printed on every form, merged without loss."""

__version__ = "0.1.0"
