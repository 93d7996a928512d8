# SPDX-License-Identifier: MIT
"""Two records of one person: proposing, joining, parting, and what follows them."""
