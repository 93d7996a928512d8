# SPDX-License-Identifier: MIT
"""Dialogs, opened by a function that returns a plain value or None."""
