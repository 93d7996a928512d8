# SPDX-License-Identifier: MIT
"""Word files: templates compiled and filled in, pictures and codes in them, and laying them out. Knows nothing of households."""
