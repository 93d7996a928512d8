# SPDX-License-Identifier: MIT
"""What was printed and noted, as a volume or in a binder: whether it still holds, and printing it again."""
