# SPDX-License-Identifier: MIT
"""Procedures of the programmes: what a county asks for, what was done of it, and what a change of it would do."""
