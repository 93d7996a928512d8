# SPDX-License-Identifier: MIT
"""The case file of a household, section by section."""
