"""Writing files so that a crash or a cancelled export never leaves half of one."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.wording import phrase


@contextmanager
def saved_whole(path: Path) -> Iterator[Path]:
    """Give a temporary path beside `path` that takes its place when the block ends well.

    When the block raises, the temporary file is removed and an earlier file at `path` stays as it was.

    Raises
    ------
    UserFacingError
        ``not_writable``: the folder is missing or read-only, or the file is open elsewhere.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}-", suffix=path.suffix)
        os.close(handle)
    except OSError as error:
        raise _not_writable(path, error) from None
    temporary = Path(name)
    try:
        yield temporary
        with temporary.open("rb+") as stream:
            os.fsync(stream.fileno())
        temporary.chmod(0o666 & ~_umask())
        try:
            temporary.replace(path)
        except OSError as error:
            raise _not_writable(path, error) from None
    finally:
        temporary.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _not_writable(path: Path, error: OSError) -> UserFacingError:
    return UserFacingError(
        "not_writable",
        phrase("The file cannot be written: {reason}", reason=error.strerror or str(error)),
        str(path),
        phrase("Choose another folder, or close the file where it is open."),
    )
