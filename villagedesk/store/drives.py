# SPDX-License-Identifier: MIT
"""What sort of drive a path lies on.

Work is refused on sticks and network drives: they lie about syncing, vanish, and
lock badly (safety.md B1: up to 22 % of simulated cuts on a lying disk corrupted the file).
"""

from __future__ import annotations

import os
import sys
from enum import Enum
from pathlib import Path
from typing import Final


class Drive(Enum):
    """The kinds that matter for safety."""

    FIXED = "fixed"
    REMOVABLE = "removable"
    NETWORK = "network"


_NETWORK_FORMATS: Final = frozenset(
    {
        "nfs",
        "nfs4",
        "cifs",
        "smb3",
        "smbfs",
        "afs",
        "davfs",
        "fuse.sshfs",
        "fuse.davfs2",
        "fuse.rclone",
        "fuse.gvfsd-fuse",
    }
)
_REMOVABLE_PLACES: Final = ("/media/", "/run/media/", "/mnt/usb")
_WINDOWS_KINDS: Final = {2: Drive.REMOVABLE, 4: Drive.NETWORK, 5: Drive.REMOVABLE}


def drive_of(path: Path) -> Drive:
    """The kind of drive that holds the path, or its nearest existing folder; FIXED where it cannot be told."""
    place = path.resolve()
    if sys.platform == "win32":
        return _windows_drive(place)
    try:
        mounts = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:  # macOS has no /proc: volumes are mounted under /Volumes
        return Drive.REMOVABLE if str(place).startswith("/Volumes/") else Drive.FIXED
    return drive_in(mounts, place, _sys_says_removable)


def _windows_drive(place: Path) -> Drive:
    if str(place).startswith("\\\\"):
        return Drive.NETWORK
    import ctypes

    kind = ctypes.windll.kernel32.GetDriveTypeW(f"{place.drive}\\")  # type: ignore[attr-defined,unused-ignore]
    return _WINDOWS_KINDS.get(kind, Drive.FIXED)


def drive_in(mountinfo: str, place: Path, removable: object) -> Drive:
    """The kind of drive according to the text of /proc/self/mountinfo (proc(5)).

    Args:
        mountinfo: the text.
        place: an absolute path.
        removable: called with "major:minor" of the device; true if the kernel calls it removable.
    """
    above = {str(one) for one in (place, *place.parents)}
    best: tuple[int, str, str] = (-1, "", "")
    for line in mountinfo.splitlines():
        left, _, right = line.partition(" - ")
        fields, tail = left.split(), right.split()
        if len(fields) < 5 or not tail:
            continue
        point = fields[4].replace("\\040", " ")
        if point in above and len(point) >= best[0]:  # of two places above another the longer one is nearer
            best = (len(point), tail[0], fields[2])
    _length, form, device = best
    if form in _NETWORK_FORMATS:
        return Drive.NETWORK
    if str(place).startswith(_REMOVABLE_PLACES) or (callable(removable) and removable(device)):
        return Drive.REMOVABLE
    return Drive.FIXED


def _sys_says_removable(device: str) -> bool:
    """Linux: the block device, or the disk it is a partition of, carries the flag "removable"."""
    node = Path(os.path.realpath(f"/sys/dev/block/{device}"))
    for folder in (node, node.parent):
        try:
            return (folder / "removable").read_text().strip() == "1"
        except OSError:
            continue
    return False
