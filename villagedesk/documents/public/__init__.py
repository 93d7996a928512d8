# SPDX-License-Identifier: MIT
"""Papers of meetings and notices (D09–D12), filled in from a whitelist so that nothing private can stand on them."""
