# SPDX-License-Identifier: MIT
"""The parts of the page on which files are exchanged: receiving, questions, sending, returning."""
