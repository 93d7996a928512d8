# SPDX-License-Identifier: MIT
"""Life events of a household as actions: what each one changes is planned first, shown, confirmed, and saved as one action.

`planning` leads to the events; `leaving`, `coming`, `heads`, `splitting`, `uniting` and `ending` plan them; `order` says what
must have happened before; `timeline` lists what was recorded, and `correcting` corrects it.
"""
