# SPDX-License-Identifier: MIT
"""Templates that did not come with the program: looked at, understood and filled in by a process with limits."""
