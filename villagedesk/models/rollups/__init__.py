# SPDX-License-Identifier: MIT
"""Roll-ups (汇总表): what each table counts, said once; how it is counted stands in `store/rollups.py`."""
