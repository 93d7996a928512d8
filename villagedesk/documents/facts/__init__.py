# SPDX-License-Identifier: MIT
"""From the facts of a case file to the words that its papers print, and the names under which templates find them."""
