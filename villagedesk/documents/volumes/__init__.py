# SPDX-License-Identifier: MIT
"""案卷: the papers of households, made, shelved, numbered, and known again when they are out of date."""
