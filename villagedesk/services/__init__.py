# SPDX-License-Identifier: MIT
"""What one can do. Every user action is a short function named with a verb; page, command line and test call the same.

A service takes an open store, checks what it is asked, goes through the write door at most once, and returns values.
"""
