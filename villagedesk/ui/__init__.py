# SPDX-License-Identifier: MIT
"""The window: pages, forms, dialogs, tables, tasks. The only package that knows Qt; nothing below imports it."""
