# SPDX-License-Identifier: MIT
"""Why a file cannot be opened or written, each told apart in plain words (safety.md B1, B4, G18–G23)."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING, Final

from villagedesk.errors import EnvironmentProblem, Refused
from villagedesk.i18n import _

if TYPE_CHECKING:
    from pathlib import Path


class FileMissing(Refused):
    """There is no such file."""

    def __init__(self, path: Path) -> None:
        super().__init__(_("找不到文件“{name}”。请检查它是否被移动、改名，或U盘是否已拔出。").format(name=path.name))


class FileExists(Refused):
    """A new file would replace another."""

    def __init__(self, path: Path) -> None:
        super().__init__(_("“{name}”已经存在，没有覆盖。请换一个文件名，或直接打开它。").format(name=path.name))


class NotAVillageFile(Refused):
    """Some other sort of file."""

    def __init__(self, path: Path, what: str) -> None:
        text = _("“{name}”不是村档文件（{what}）。村档文件的扩展名是 .village。")
        super().__init__(text.format(name=path.name, what=what))


class WrongPassphrase(Refused):
    """The key does not open a single page of the file."""

    def __init__(self, path: Path) -> None:
        text = _(
            "口令不对，打不开“{name}”。请检查大小写和输入法，再试一次；确信口令没错的，可能是文件已损坏，请用备份恢复。"
        )
        super().__init__(text.format(name=path.name))


class PassphraseNeeded(Refused):
    """The file is encrypted and none was given."""

    def __init__(self, path: Path) -> None:
        super().__init__(_("“{name}”设有口令，请输入口令。").format(name=path.name))


class FileDamaged(EnvironmentProblem):
    """Truncated or altered bytes; a backup is the way back."""

    def __init__(self, path: Path, detail: str) -> None:
        text = _("“{name}”已损坏（{detail}）。原文件没有改动。请在“备份与恢复”中用最近的备份恢复。")
        super().__init__(text.format(name=path.name, detail=detail))
        self.detail = detail


class FileNewer(Refused):
    """Written by a newer program; left untouched."""

    def __init__(self, path: Path, version: int, known: int) -> None:
        text = _("“{name}”是新版村档写的（文件版本{version}，本程序只认到{known}）。请先更新本程序；文件没有改动。")
        super().__init__(text.format(name=path.name, version=version, known=known))
        self.version = version


class FileOlder(Refused):
    """Written by an older program and opened where it may not be upgraded."""

    def __init__(self, path: Path, version: int) -> None:
        text = _("“{name}”是旧版村档写的（文件版本{version}），需要先升级。请以可写方式打开，升级前会自动备份。")
        super().__init__(text.format(name=path.name, version=version))


class FileHeld(EnvironmentProblem):
    """Another process writes this file; it may be read meanwhile."""

    def __init__(self, path: Path, holder: str) -> None:
        text = _("“{name}”正在被{holder}使用。可以先以只读方式打开，或等对方关闭后再试。")
        super().__init__(text.format(name=path.name, holder=holder))
        self.holder = holder


class TwoNames(Refused):
    """Hard links: SQLite's journal would lie beside one name only, and two windows would both be the only writer."""

    def __init__(self, path: Path) -> None:
        text = _(
            "“{name}”还有另一个名字指向同一个文件（硬链接），在两处打开会损坏数据。请复制成单独的文件，再打开复制的那个。"
        )
        super().__init__(text.format(name=path.name))


class UnsafeDrive(EnvironmentProblem):
    """A stick or a network drive, where files are lost."""

    def __init__(self, path: Path, what: str) -> None:
        text = _("“{name}”在{what}上，直接在上面工作容易损坏或丢失数据。请先复制到本机硬盘，再打开。")
        super().__init__(text.format(name=path.name, what=what))


class CannotWrite(EnvironmentProblem):
    """The disk is full, write-protected or failing."""

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(self._text().format(name=path.name, detail=detail))

    @staticmethod
    def _text() -> str:
        return _("无法写入“{name}”（{detail}），这次没有保存。请检查磁盘空间和写保护后重试。")


class CannotRead(CannotWrite):
    """The same surroundings met in opening or reading, where nothing was to be saved yet."""

    @staticmethod
    def _text() -> str:
        return _("无法读取“{name}”（{detail}）。文件没有改动。请检查读写权限、磁盘和U盘连接后重试。")


class ReadOnlyFile(Refused):
    """A change was asked of a file that was opened for reading only."""

    def __init__(self) -> None:
        super().__init__(
            _("当前文件以只读方式打开，不能修改。如要修改，请关闭正在使用它的其他程序、去掉写保护，再重新打开。")
        )


# Primary result codes (https://www.sqlite.org/rescode.html) that are the surroundings' fault, not ours.
_SURROUNDINGS: Final = {5: "BUSY", 8: "READONLY", 10: "IOERR", 13: "FULL", 14: "CANTOPEN"}
_DAMAGE: Final = {11: "CORRUPT", 26: "NOTADB"}


def as_fault(path: Path, error: Exception, *, reading: bool = False) -> Exception:
    """A database error as the fault it stands for; an error of our own SQL stays what it is, a bug.

    Args:
        path: the file.
        error: what the database raised.
        reading: whether nothing was being saved, so that nothing is said of it.
    """
    code = (getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF
    if code in _SURROUNDINGS:
        return (CannotRead if reading else CannotWrite)(path, surroundings(code))
    if code in _DAMAGE:
        return FileDamaged(path, _("数据页校验不符"))
    return error


def machine_reason(fault: OSError) -> str:
    """Why the system refused a file, in the user's words; the system's own where it is a rare one."""
    known = {
        errno.ENOENT: _("文件夹或文件不存在"),
        errno.ENOTDIR: _("路径中有一段不是文件夹"),
        errno.EISDIR: _("是一个文件夹"),
        errno.EEXIST: _("同名文件已经存在"),
        errno.EACCES: _("没有权限"),
        errno.EPERM: _("没有权限"),
        errno.EROFS: _("磁盘有写保护"),
        errno.ENOSPC: _("磁盘空间不足"),
        errno.EDQUOT: _("磁盘空间不足"),
        errno.EFBIG: _("文件超过了系统允许的大小"),
        errno.EIO: _("磁盘读写出错"),
        errno.EBUSY: _("文件被其他程序占用"),
        errno.ENAMETOOLONG: _("文件名太长"),
        errno.ELOOP: _("快捷方式互相指向，没有真正的文件"),
        errno.EMFILE: _("打开的文件太多"),
    }
    return known.get(fault.errno or 0) or fault.strerror or type(fault).__name__


def surroundings(code: int) -> str:
    """What the code means to a user."""
    return {
        5: _("文件被其他程序占用"),
        8: _("文件或磁盘有写保护"),
        10: _("磁盘读写出错"),
        13: _("磁盘空间不足"),
        14: _("没有读写权限"),
    }[code]
