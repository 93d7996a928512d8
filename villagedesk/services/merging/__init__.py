# SPDX-License-Identifier: MIT
"""What merging leaves to people: conflicts, questions to villages, their answers, what was sent."""
