# SPDX-License-Identifier: MIT
"""The rules over a file: doubts, exemptions, which are new, and what a changed line makes of them."""
