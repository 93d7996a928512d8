# SPDX-License-Identifier: MIT
"""One household as a whole: its case file, what must be known around it, its years, and its readiness."""
