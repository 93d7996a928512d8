# SPDX-License-Identifier: MIT
"""Where things are kept: the one SQLite file. All SQL of the program lives in this package.

`file` opens and creates, `door` is the only way to write, `changelog` is what the door writes beside the tables,
`reads` gives small records to screens and papers.
"""
