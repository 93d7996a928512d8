# SPDX-License-Identifier: MIT
from __future__ import annotations

from pathlib import Path

import pytest

from villagedesk.store.drives import Drive, drive_in, drive_of

MOUNTS = """\
22 1 253:0 / / rw,relatime - ext4 /dev/vda rw
30 22 8:17 / /media/li/U\\040盘 rw,nosuid - vfat /dev/sdb1 rw
31 22 0:44 / /home/li/镇里 rw - cifs //server/share rw
32 22 8:33 / /data rw - exfat /dev/sdc1 rw
33 22 0:55 / /run/user/1000/gvfs rw - fuse.gvfsd-fuse gvfsd rw
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/li/清溪村.village", Drive.FIXED), ("/media/li/U 盘/a.village", Drive.REMOVABLE), ("/home/li/镇里/a.village", Drive.NETWORK),
        ("/data/a.village", Drive.REMOVABLE), ("/run/user/1000/gvfs/x/a.village", Drive.NETWORK), ("/database/a.village", Drive.FIXED),
    ],
)  # fmt: skip
def test_the_deepest_mount_decides(path, kind):
    assert drive_in(MOUNTS, Path(path), lambda device: device == "8:33") is kind


def test_a_garbled_mount_table_is_no_reason_to_refuse_work():
    assert drive_in("nonsense\n\n1 2 3", Path("/home/a"), lambda _device: True) is Drive.REMOVABLE
    assert drive_in("", Path("/home/a"), lambda _device: False) is Drive.FIXED


def test_this_folder_is_on_a_fixed_drive(tmp_path):
    assert drive_of(tmp_path) is Drive.FIXED
