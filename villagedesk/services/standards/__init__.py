# SPDX-License-Identifier: MIT
"""What is measured against: lines of a region and year, intervals of visits, how income is reckoned there."""
