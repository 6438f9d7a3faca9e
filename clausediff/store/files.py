"""Files and folders that only their owner can read."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OWNER_FILE = 0o600
OWNER_FOLDER = 0o700
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def make_private_folder(folder: Path) -> None:
    """Create a folder and those above it that do not exist, readable by their owner only.

    Folders that exist keep their permissions: they are somebody's choice.

    Raises:
        OSError: a folder cannot be created.
    """
    if folder.is_dir():
        return
    make_private_folder(folder.parent)
    folder.mkdir(mode=OWNER_FOLDER, exist_ok=True)


def create_private(path: Path) -> None:
    """Create an empty file that only its owner can read, or take others' permissions off an existing one.

    Raises:
        OSError: the file cannot be created.
    """
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, OWNER_FILE))
    except FileExistsError:
        tighten(path)


def tighten(path: Path) -> None:
    """Take the permissions of group and others off a file, where this user may."""
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & _OTHERS:
        try:
            path.chmod(mode & ~_OTHERS)
        except PermissionError:
            return  # somebody else's file: its owner decides


def write_private(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, readable by its owner only.

    Raises:
        OSError: the file cannot be written.
    """
    handle, name = tempfile.mkstemp(prefix=".new-", dir=path.parent)  # created for its owner only
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def erase(path: Path) -> None:
    """Overwrite a file's bytes and remove it; a file that is gone already is no error.

    What a file system, a disk or a backup keeps of older contents is beyond a program's reach.

    Raises:
        OSError: the file cannot be written or removed.
    """
    if not path.is_file():
        return
    with path.open("r+b") as file:
        file.write(b"\0" * path.stat().st_size)
        file.flush()
        os.fsync(file.fileno())
    path.unlink()


@contextmanager
def lock(path: Path) -> Iterator[None]:
    """Hold an exclusive lock on a file while inside; without file locks (Windows), simply go on."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    with os.fdopen(os.open(path, os.O_CREAT | os.O_RDWR, OWNER_FILE)) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
