# SPDX-License-Identifier: MIT
"""Spreadsheets: reading them, understanding their columns, and planning what a roster would change in a village file."""
