# SPDX-License-Identifier: MIT
"""The parts of the page on which a day begins: questions with their answers, other things to do, and their reading."""
