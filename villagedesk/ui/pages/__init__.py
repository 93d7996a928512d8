# SPDX-License-Identifier: MIT
"""Pages of the main window. A page shows something and calls services; pages do not import each other."""
