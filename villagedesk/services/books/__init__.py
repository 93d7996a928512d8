# SPDX-License-Identifier: MIT
"""The books of a village (台账): projects, donations, matters, cadres at their posts."""
