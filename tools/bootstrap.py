# SPDX-License-Identifier: MIT
"""Make `.venv` ready: `make setup`. Needs nothing but a Python of its own (3.8 or later) and, on Debian, apt.

Looks for a Python that the program runs on, for the system libraries that Qt loads and for a Chinese font; installs what
is missing where it may (root, or sudo without a password), and otherwise prints the exact command and ends with 1. Then
it installs the locked dependencies by hash. Run again, it finds everything done and ends at once.
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "villagedesk-setup"
LOCK = ROOT / "requirements-dev.lock"
OLDEST, NEWEST = (3, 11), (3, 14)  # as in pyproject.toml; a test compares

# What Qt loads at run time, by the names the loader knows; measured on a bare Debian (stack-ui.md §2).
LIBRARIES = {
    "libglib-2.0.so.0": ("libglib2.0-0t64", "libglib2.0-0"),
    "libEGL.so.1": ("libegl1",),
    "libGL.so.1": ("libgl1",),
    "libxkbcommon.so.0": ("libxkbcommon0",),
    "libdbus-1.so.3": ("libdbus-1-3",),
    "libfontconfig.so.1": ("libfontconfig1",),
    "libxcb-cursor.so.0": ("libxcb-cursor0",),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0",),
    "libxcb-icccm.so.4": ("libxcb-icccm4",),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1",),
    "libxcb-shape.so.0": ("libxcb-shape0",),
}
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
FONT_NAMES = (
    "notosanscjk",
    "notoserifcjk",
    "sourcehan",
    "wqy",
    "droidsansfallback",
    "uming",
    "ukai",
    "simsun",
    "simhei",
)
FONT_PACKAGES = ("fontconfig", "fonts-noto-cjk")
# Programs that only the tests that look at pages and real windows need: `--everything`. Without the right to install
# them those tests are skipped and everything else runs.
TEST_PROGRAMS = {
    "soffice": "libreoffice-writer-nogui",
    "pdftoppm": "poppler-utils",
    "Xvfb": "xvfb",
    "openbox": "openbox",
    "xdotool": "xdotool",
}


class NotReady(Exception):
    """Something is missing that we may not, or cannot, install; the text says what to do."""


def main(arguments: list[str] | None = None) -> int:
    """Make everything ready; returns the exit code."""
    options = _options(arguments)
    try:
        python = find_python()
        _install_missing(missing_packages(python))
        if options.everything:
            _install_test_programs()
        python = find_python() or _no_python()
        _make_venv(python)
    except NotReady as reason:
        print(reason, file=sys.stderr)
        return 1
    return 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Make .venv ready")
    parser.add_argument(
        "--everything",
        action="store_true",
        help="also LibreOffice, poppler and a virtual screen for the tests that look",
    )
    return parser.parse_args(arguments)


# -- what there is -----------------------------------------------------------------------------------------------------


def find_python() -> str:
    """The path of a Python between 3.11 and 3.14, this one first; an empty string if there is none."""
    names = [f"python3.{minor}" for minor in range(NEWEST[1], OLDEST[1] - 1, -1)]
    found = [sys.executable, os.environ.get("PYTHON", ""), *(shutil.which(name) or "" for name in [*names, "python3"])]
    return next((path for path in found if path and fits(version_of(path))), "")


def version_of(python: str) -> tuple[int, int]:
    """Major and minor version of an interpreter; (0, 0) if it does not run."""
    try:
        told = subprocess.run(
            [python, "-c", "import sys; print(*sys.version_info[:2])"],
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        ).stdout
        major, minor = told.split()
    except (OSError, ValueError, subprocess.SubprocessError):
        return (0, 0)
    return (int(major), int(minor))


def fits(version: tuple[int, int]) -> bool:
    """Whether the program runs on that version."""
    return OLDEST <= version <= NEWEST


def has_venv(python: str) -> bool:
    """Whether it can make environments (Debian splits `venv` and `ensurepip` off)."""
    return subprocess.run([python, "-c", "import venv, ensurepip"], capture_output=True, check=False).returncode == 0


def loads(library: str) -> bool:
    """Whether the loader finds a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_chinese_font() -> bool:
    """Whether some font with 汉字 is installed; without one Qt draws nothing at all."""
    listing = shutil.which("fc-list")
    if listing:
        told = subprocess.run([listing, ":lang=zh-cn", "family"], capture_output=True, check=False).stdout
        return bool(told.strip())
    folders = [Path(folder).expanduser() for folder in FONT_FOLDERS]
    files = (
        path.name.lower().replace("-", "").replace("_", "") for folder in folders for path in folder.rglob("*.tt?")
    )
    return any(name.startswith(FONT_NAMES) for name in files)


# -- what is missing ---------------------------------------------------------------------------------------------------


def missing_packages(python: str) -> list[tuple[str, ...]]:
    """The Debian packages that are wanted, each as a tuple of names of which the first that exists will do."""
    if not sys.platform.startswith("linux"):
        if not python:
            _no_python()
        return []
    wanted = []
    if not python:
        wanted.append(tuple(f"python3.{minor}-venv" for minor in (13, 12, 11, 14)))
    elif not has_venv(python):
        wanted.append(("python{}.{}-venv".format(*version_of(python)), "python3-venv"))
    wanted += [packages for library, packages in LIBRARIES.items() if not loads(library)]
    if not has_chinese_font():
        wanted += [(package,) for package in FONT_PACKAGES]
    return wanted


def missing_test_programs() -> list[tuple[str, ...]]:
    """The Debian packages of the programs that only some tests need."""
    if not sys.platform.startswith("linux"):
        return []
    return [(package,) for program, package in TEST_PROGRAMS.items() if not shutil.which(program)]


def _no_python() -> str:
    text = "没有找到可用的 Python（需要 3.11–3.14）。请先安装，或用 PYTHON=路径 make setup 指定。"
    raise NotReady(text)


def _install_test_programs() -> None:
    try:
        _install_missing(missing_test_programs())
    except NotReady as reason:
        print(f"{reason}\n没有它们，看版面和看真实窗口的测试会跳过，其余照常。", file=sys.stderr)


def _install_missing(wanted: list[tuple[str, ...]]) -> None:
    if not wanted:
        return
    apt = shutil.which("apt-get")
    if not apt:
        names = " ".join(choices[0] for choices in wanted)
        raise NotReady(f"缺少系统组件（Debian 包名）：{names}\n请用本机的软件管理工具安装后再执行 make setup。")
    prefix = _right_to_install()
    if prefix is None:
        raise NotReady(f"缺少系统组件。请执行下面的命令，再执行一次 make setup：\n  {command_for(wanted)}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run([*prefix, apt, "update"], env=environment, check=False)  # old lists may still do
    command = [*prefix, apt, "install", "-y", "--no-install-recommends", *(existing(choices) for choices in wanted)]
    print("安装系统组件：", " ".join(command), flush=True)
    if subprocess.run(command, env=environment, check=False).returncode:
        raise NotReady(f"没有装上系统组件。请执行下面的命令，再执行一次 make setup：\n  {command_for(wanted)}")


def command_for(wanted: list[tuple[str, ...]]) -> str:
    """The command that a person with the right to do so should run."""
    names = " ".join(existing(choices) for choices in wanted)
    return f"sudo apt-get update && sudo apt-get install -y --no-install-recommends {names}"


def existing(choices: tuple[str, ...]) -> str:
    """The first of some package names that apt knows; the first one where it knows none (its lists may be empty)."""
    if len(choices) == 1:
        return choices[0]
    apt = shutil.which("apt-cache") or "apt-cache"
    for name in choices:
        try:
            told = subprocess.run([apt, "policy", name], capture_output=True, text=True, check=False).stdout
        except OSError:
            break
        if "Candidate:" in told and "Candidate: (none)" not in told:
            return name
    return choices[-1] if choices[0].endswith("t64") else choices[0]


def _right_to_install() -> list[str] | None:
    """The words before a command that needs root; None without the right."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0:
        return [sudo, "-n", "--preserve-env=DEBIAN_FRONTEND"]
    return None


# -- the environment ---------------------------------------------------------------------------------------------------


def fingerprint(python: str) -> str:
    """What the environment depends on; it is made anew when this changes."""
    parts = (
        LOCK.read_bytes(),
        (ROOT / "pyproject.toml").read_bytes(),
        str(ROOT).encode(),
        repr(version_of(python)).encode(),
    )
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _make_venv(python: str) -> None:
    inside = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    wanted = fingerprint(python)
    if inside.exists() and STAMP.exists() and STAMP.read_text(encoding="utf-8") == wanted:
        print(f"环境已就绪：{VENV}")
        return
    if not inside.exists() or version_of(str(inside)) != version_of(python):
        print("建立环境 {}（Python {}.{}）…".format(VENV, *version_of(python)), flush=True)
        _run([python, "-m", "venv", "--clear", str(VENV)])
    print("安装依赖（按散列值核对）…", flush=True)
    pip = [str(inside), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    _run([*pip, "--require-hashes", "-r", str(LOCK)])
    _run([*pip, "--no-deps", "--no-build-isolation", "-e", str(ROOT)])
    STAMP.write_text(wanted, encoding="utf-8")
    print(f"环境已就绪：{VENV}")


def _run(command: list[str]) -> None:
    if subprocess.run(command, cwd=str(ROOT), check=False).returncode:
        raise NotReady("这一步没有成功：" + " ".join(command))


if __name__ == "__main__":
    raise SystemExit(main())
