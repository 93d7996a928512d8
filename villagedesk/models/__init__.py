# SPDX-License-Identifier: MIT
"""What things are: frozen records, the field catalogue, code lists and pure rules. No input or output, no SQL, no Qt."""
