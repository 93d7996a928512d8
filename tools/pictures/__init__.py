# SPDX-License-Identifier: MIT
"""Pictures of the real window, taken without a screen: for the READMEs, and of every screen to be looked at by people."""
