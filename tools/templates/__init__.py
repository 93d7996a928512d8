# SPDX-License-Identifier: MIT
"""Builders of the Word templates, one module per paper; `tools/make_templates.py` runs them."""
