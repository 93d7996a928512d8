# SPDX-License-Identifier: MIT
"""Lists of any size over one model: ids first, then pages of rows."""
