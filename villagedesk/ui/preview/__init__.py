# SPDX-License-Identifier: MIT
"""Finished papers as they come out of the printer: looked at, printed, saved as PDF; `opening.show_document` is the way in."""
