# SPDX-License-Identifier: MIT
"""Opening, closing and guarding the file as a whole: guards, backups, restoring, passphrases."""
