# SPDX-License-Identifier: MIT
"""Life events on screen: the menu 家庭变动, the dialog that shows what an event changes, and the timeline of a household."""
