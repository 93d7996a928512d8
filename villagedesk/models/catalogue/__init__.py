# SPDX-License-Identifier: MIT
"""The field catalogue: every fact the program keeps, described once.

`spec` holds the words of a description, the sibling modules describe the records, `registry` finds descriptions.
Tables, forms, lists, Excel headings, placeholders, masks and the data dictionary are derived from here.
"""
