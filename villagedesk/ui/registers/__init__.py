# SPDX-License-Identifier: MIT
"""Parts of the page 台账: one panel for every book, the grid of a month of attendance, and printing."""
