# SPDX-License-Identifier: MIT
"""Parts of the page of doubts."""
