# SPDX-License-Identifier: MIT
"""Papers of a village as a whole: D21 贫困村退出认定表 and the yearly report."""
