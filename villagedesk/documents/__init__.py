# SPDX-License-Identifier: MIT
"""Word: from the facts of households and villages to their papers.

`papers` lists those of a case file. `facts` turns facts into words, `word` puts words into a .docx; `volumes` and `binder`
make the papers of households, `village`, `public`, `lists` and `registers` the others, `guarded` those of templates that an
office brings itself; `printed` tells which are out of date. Templates lie in `resources/templates` and are ordinary Word
files.
"""
