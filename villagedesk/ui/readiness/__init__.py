# SPDX-License-Identifier: MIT
"""The readiness sheet on the screen, for households and villages."""
