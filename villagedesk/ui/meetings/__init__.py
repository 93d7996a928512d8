# SPDX-License-Identifier: MIT
"""Meetings and public notices with the households they are about, and how the county arranges procedures."""
