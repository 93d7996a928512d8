# SPDX-License-Identifier: MIT
"""Meetings and public notices with the households they are about."""
