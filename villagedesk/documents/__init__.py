# SPDX-License-Identifier: MIT
"""Word: from the facts of a household to the papers of its case file.

`papers` lists them, `context` turns facts into words, `template` puts words into a .docx, `volume` makes one household's
papers and `batch` those of many. Templates lie in `resources/templates` and are ordinary Word files.
"""
