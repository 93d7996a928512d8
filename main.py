# SPDX-License-Identifier: MIT
"""`python main.py` opens the window; `python main.py COMMAND …` does the same work in batch."""

from villagedesk.__main__ import main

if __name__ == "__main__":
    raise SystemExit(main())
