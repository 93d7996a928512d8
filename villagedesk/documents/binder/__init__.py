# SPDX-License-Identifier: MIT
"""一键成档: the whole binder of households, by volume or by piece, with numbers, boxes and what is missing (domain.md §6.1, §6.2).

`contents` judges the 33 items, `binding` carries an order out, `making` prints one household, `journal` remembers what lies there
already, `boxing` lists the boxes of a village.
"""
