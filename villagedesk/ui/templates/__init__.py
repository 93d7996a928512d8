# SPDX-License-Identifier: MIT
"""The parts of the page 模板."""
