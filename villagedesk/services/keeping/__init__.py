# SPDX-License-Identifier: MIT
"""Keeping what is typed: the write door as a verb, what it refuses, pictures, and the log of what leaves the program."""
