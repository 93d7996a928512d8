# SPDX-License-Identifier: MIT
"""How fast the program is, as ratios to a baseline measured in the same run: `make bench`.

Each module measures one promise of issue 2 ("What it must reach") and yields lines. Machines differ and this one is noisy,
so nearly every line compares our way with the barest way to the same end, in turns. Absolute goals (≤ 50 ms) are marked.
"""
