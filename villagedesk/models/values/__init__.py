# SPDX-License-Identifier: MIT
"""Values of each kind: reading what officials type, checking it, showing it, and turning it into words."""
