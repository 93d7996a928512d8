# SPDX-License-Identifier: MIT
"""What printed papers are made from and remember: prints, archive numbers, own templates, notices."""
