# SPDX-License-Identifier: MIT
"""Forms built from the field catalogue: load, collect, check."""
